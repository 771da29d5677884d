package dev.kycplatform.sandbox.flatjson.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.sandbox.person.Fingerprint;
import dev.kycplatform.sandbox.person.Gender;
import dev.kycplatform.sandbox.person.Person;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A person as the other registers write it: only what an ID type of theirs returns. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RegisterRecord(
        @JsonProperty("number") String number,
        @JsonProperty("surname") @Nullable String surname,
        @JsonProperty("given_names") @Nullable String givenNames,
        @JsonProperty("birth_date") @Nullable String birthDate,
        @JsonProperty("sex") @Nullable String sex,
        @JsonProperty("address") @Nullable String address,
        @JsonProperty("phone") @Nullable String phone,
        @JsonProperty("photo") @Nullable String photo,
        @JsonProperty("document") @Nullable String document,
        @JsonProperty("issued_on") @Nullable String issuedOn,
        @JsonProperty("expires_on") @Nullable String expiresOn,
        @JsonProperty("secondary_number") @Nullable String secondaryNumber) {
    private static final int YEARS_VALID = 10;
    private static final long NINE_DIGITS = 1_000_000_000L;

    static RegisterRecord from(IdType type, String idNumber, Person person) {
        var known = new Known(type);
        return new RegisterRecord(
                idNumber,
                known.get(PersonalField.FULL_NAME, person::lastName),
                known.get(
                        PersonalField.FULL_NAME,
                        () -> person.firstName() + " " + person.middleName()),
                known.get(PersonalField.DOB, () -> person.bornOn().toString()),
                known.get(PersonalField.GENDER, () -> letter(person.gender())),
                known.get(PersonalField.ADDRESS, person::address),
                known.get(PersonalField.PHONE_NUMBER, person::phone),
                known.get(PersonalField.PHOTO, () -> image(person)),
                known.get(PersonalField.DOCUMENT, () -> image(person)),
                known.get(PersonalField.ISSUANCE_DATE, () -> person.registeredOn().toString()),
                known.get(PersonalField.EXPIRATION_DATE, () -> expiry(person).toString()),
                known.get(PersonalField.SECONDARY_ID_NUMBER, () -> taxNumber(idNumber)));
    }

    /** What a register keeps for one ID type. */
    private record Known(IdType type) {
        @Nullable String get(PersonalField field, Supplier<@Nullable String> value) {
            return type.returned().contains(field) ? value.get() : null;
        }
    }

    private static LocalDate expiry(Person person) {
        return person.registeredOn().plusYears(YEARS_VALID);
    }

    private static @Nullable String image(Person person) {
        var photo = person.photo();
        return photo == null ? null : photo.base64();
    }

    private static String taxNumber(String idNumber) {
        return "A%09dP".formatted(Math.floorMod(Fingerprint.of(idNumber), NINE_DIGITS));
    }

    private static String letter(Gender gender) {
        return switch (gender) {
            case FEMALE -> "F";
            case MALE -> "M";
        };
    }
}
