package dev.kycplatform.sandbox.lookup;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.sandbox.person.Fingerprint;
import dev.kycplatform.sandbox.person.Gender;
import dev.kycplatform.sandbox.person.Person;
import dev.kycplatform.sandbox.person.Photo;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a register tells of a person under one ID type; null is what it does not. */
public record Extract(IdType type, String idNumber, Person person) {
    private static final int YEARS_VALID = 10;
    private static final long NINE_DIGITS = 1_000_000_000L;

    public @Nullable String surname() {
        return told(PersonalField.FULL_NAME, person::lastName);
    }

    public @Nullable String firstName() {
        return told(PersonalField.FULL_NAME, person::firstName);
    }

    public @Nullable String middleName() {
        return told(PersonalField.FULL_NAME, person::middleName);
    }

    public @Nullable LocalDate bornOn() {
        return told(PersonalField.DOB, person::bornOn);
    }

    public @Nullable Gender gender() {
        return told(PersonalField.GENDER, person::gender);
    }

    public @Nullable String address() {
        return told(PersonalField.ADDRESS, person::address);
    }

    public @Nullable String phone() {
        return told(PersonalField.PHONE_NUMBER, person::phone);
    }

    public @Nullable Photo photo() {
        return told(PersonalField.PHOTO, person::photo);
    }

    public @Nullable Photo document() {
        return told(PersonalField.DOCUMENT, person::photo);
    }

    public @Nullable LocalDate issuedOn() {
        return told(PersonalField.ISSUANCE_DATE, person::registeredOn);
    }

    public @Nullable LocalDate expiresOn() {
        return told(
                PersonalField.EXPIRATION_DATE, () -> person.registeredOn().plusYears(YEARS_VALID));
    }

    public @Nullable String secondaryNumber() {
        return told(
                PersonalField.SECONDARY_ID_NUMBER,
                () -> "A%09dP".formatted(Math.floorMod(Fingerprint.of(idNumber), NINE_DIGITS)));
    }

    private <T> @Nullable T told(PersonalField field, Supplier<? extends @Nullable T> value) {
        return type.returned().contains(field) ? value.get() : null;
    }
}
