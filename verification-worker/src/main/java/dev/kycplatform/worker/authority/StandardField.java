package dev.kycplatform.worker.authority;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a partner is told of a person, under the names the mappings use. */
enum StandardField {
    FULL_NAME,
    DOB,
    GENDER,
    ADDRESS,
    PHONE_NUMBER,
    PHONE_NUMBER_2,
    PHOTO,
    DOCUMENT,
    ISSUANCE_DATE,
    EXPIRATION_DATE,
    SECONDARY_ID_NUMBER;

    /** Lower case, as mappings write it. */
    static Optional<StandardField> ofName(String name) {
        return Stream.of(values())
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
