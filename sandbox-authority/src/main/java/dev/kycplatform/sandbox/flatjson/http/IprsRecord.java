package dev.kycplatform.sandbox.flatjson.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.sandbox.person.Gender;
import dev.kycplatform.sandbox.person.Person;
import org.jspecify.annotations.Nullable;

/** A person as the register of persons writes it; {@code photo} only if there is one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IprsRecord(
        @JsonProperty("id_no") String idNumber,
        @JsonProperty("surname") String surname,
        @JsonProperty("other_names") String otherNames,
        @JsonProperty("date_of_birth") String dateOfBirth,
        @JsonProperty("sex") String sex,
        @JsonProperty("place_of_birth") String placeOfBirth,
        @JsonProperty("physical_address") String physicalAddress,
        @JsonProperty("issue_date") String issueDate,
        @JsonProperty("photo") @Nullable String photo) {

    static IprsRecord from(IdType type, String idNumber, Person person) {
        var photo = type.returned().contains(PersonalField.PHOTO) ? person.photo() : null;
        return new IprsRecord(
                idNumber,
                person.lastName(),
                person.firstName() + " " + person.middleName(),
                person.bornOn().toString(),
                letter(person.gender()),
                person.birthplace(),
                person.address(),
                person.registeredOn().toString(),
                photo == null ? null : photo.base64());
    }

    private static String letter(Gender gender) {
        return switch (gender) {
            case FEMALE -> "F";
            case MALE -> "M";
        };
    }
}
