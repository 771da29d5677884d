package dev.kycplatform.sandbox.flatjson.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.sandbox.person.Gender;
import dev.kycplatform.sandbox.person.Person;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person as the register of bank verification numbers writes it; {@code ImageBase64} only if there is one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NibssRecord(
        @JsonProperty("BVN") String bvn,
        @JsonProperty("FirstName") String firstName,
        @JsonProperty("MiddleName") String middleName,
        @JsonProperty("LastName") String lastName,
        @JsonProperty("DateOfBirth") String dateOfBirth,
        @JsonProperty("Gender") String gender,
        @JsonProperty("PhoneNumber1") String phoneNumber1,
        @JsonProperty("Nationality") String nationality,
        @JsonProperty("residentialAddress") String residentialAddress,
        @JsonProperty("registrationDate") String registrationDate,
        @JsonProperty("WatchListed") String watchListed,
        @JsonProperty("ImageBase64") @Nullable String imageBase64) {
    /** 20-January-2000. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd-MMMM-uuuu", Locale.ENGLISH);

    static NibssRecord from(IdType type, String bvn, Person person) {
        var photo = type.returned().contains(PersonalField.PHOTO) ? person.photo() : null;
        return new NibssRecord(
                bvn,
                person.firstName(),
                person.middleName(),
                person.lastName(),
                DATE.format(person.bornOn()),
                word(person.gender()),
                person.phone(),
                "Nigeria",
                person.address(),
                DATE.format(person.registeredOn()),
                "NO",
                photo == null ? null : photo.base64());
    }

    private static String word(Gender gender) {
        return switch (gender) {
            case FEMALE -> "Female";
            case MALE -> "Male";
        };
    }
}
