package dev.kycplatform.sandbox.flatjson.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.sandbox.lookup.Extract;
import dev.kycplatform.sandbox.person.Gender;
import dev.kycplatform.sandbox.person.Person;
import dev.kycplatform.sandbox.person.Photo;
import java.time.LocalDate;
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
    static RegisterRecord from(IdType type, String idNumber, Person person) {
        var told = new Extract(type, idNumber, person);
        return new RegisterRecord(
                idNumber,
                told.surname(),
                told.firstName() == null ? null : told.firstName() + " " + told.middleName(),
                text(told.bornOn()),
                letter(told.gender()),
                told.address(),
                told.phone(),
                base64(told.photo()),
                base64(told.document()),
                text(told.issuedOn()),
                text(told.expiresOn()),
                told.secondaryNumber());
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    private static @Nullable String base64(@Nullable Photo photo) {
        return photo == null ? null : photo.base64();
    }

    private static @Nullable String letter(@Nullable Gender gender) {
        return switch (gender) {
            case null -> null;
            case FEMALE -> "F";
            case MALE -> "M";
        };
    }
}
