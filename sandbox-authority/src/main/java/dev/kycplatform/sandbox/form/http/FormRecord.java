package dev.kycplatform.sandbox.form.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.sandbox.lookup.Extract;
import dev.kycplatform.sandbox.person.Gender;
import dev.kycplatform.sandbox.person.Photo;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A person as these registers write it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FormRecord(
        @JsonProperty("number") String number,
        @JsonProperty("surname") @Nullable String surname,
        @JsonProperty("firstname") @Nullable String firstName,
        @JsonProperty("middlename") @Nullable String middleName,
        @JsonProperty("birthdate") @Nullable String birthDate,
        @JsonProperty("gender") @Nullable String gender,
        @JsonProperty("telephoneno") @Nullable String phone,
        @JsonProperty("residence_address") @Nullable String address,
        @JsonProperty("photo") @Nullable String photo,
        @JsonProperty("slip") @Nullable String slip,
        @JsonProperty("issue_date") @Nullable String issueDate,
        @JsonProperty("expiry_date") @Nullable String expiryDate) {
    /** 20-09-2000. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd-MM-uuuu", Locale.ENGLISH);

    static FormRecord from(Extract told) {
        return new FormRecord(
                told.idNumber(),
                told.surname(),
                told.firstName(),
                told.middleName(),
                text(told.bornOn()),
                letter(told.gender()),
                told.phone(),
                told.address(),
                dataUrl(told.photo()),
                dataUrl(told.document()),
                text(told.issuedOn()),
                text(told.expiresOn()));
    }

    private static @Nullable String text(@Nullable LocalDate date) {
        return date == null ? null : DATE.format(date);
    }

    private static @Nullable String dataUrl(@Nullable Photo photo) {
        return photo == null ? null : "data:image/jpeg;base64," + photo.base64();
    }

    private static @Nullable String letter(@Nullable Gender gender) {
        return switch (gender) {
            case null -> null;
            case FEMALE -> "f";
            case MALE -> "m";
        };
    }
}
