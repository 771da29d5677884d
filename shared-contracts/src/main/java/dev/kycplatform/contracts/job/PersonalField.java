package dev.kycplatform.contracts.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be told of a person, under the standard names (contract, section 2.4). */
public enum PersonalField {
    ISSUANCE_DATE,
    EXPIRATION_DATE,
    FULL_NAME,
    DOB,
    PHOTO,
    PHONE_NUMBER,
    PHONE_NUMBER_2,
    DOCUMENT,
    GENDER,
    ADDRESS,
    SECONDARY_ID_NUMBER;

    /** The name in data files: lower case. */
    public String dataName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PersonalField> ofDataName(String name) {
        return Stream.of(values()).filter(field -> field.dataName().equals(name)).findFirst();
    }
}
