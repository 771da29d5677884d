package dev.kycplatform.contracts.job;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be told of a person, under the standard names (contract, section 2.4), and the parts of it that only flows
 * look at.
 */
public enum PersonalField {
    ISSUANCE_DATE(true),
    EXPIRATION_DATE(true),
    FULL_NAME(true),
    DOB(true),
    PHOTO(true),
    PHONE_NUMBER(true),
    PHONE_NUMBER_2(true),
    DOCUMENT(true),
    GENDER(true),
    ADDRESS(true),
    SECONDARY_ID_NUMBER(true),
    FIRST_NAME(false),
    LAST_NAME(false),
    ENTITY_NAME(false),
    CITY(false),
    STATE(false),
    POSTAL_CODE(false),
    EMAIL(false);

    private final boolean isForPartners;

    PersonalField(boolean isForPartners) {
        this.isForPartners = isForPartners;
    }

    /** Whether the contract with partners knows it. */
    public boolean isForPartners() {
        return isForPartners;
    }

    /** The name in data files: lower case. */
    public String dataName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PersonalField> ofDataName(String name) {
        return Stream.of(values()).filter(field -> field.dataName().equals(name)).findFirst();
    }
}
