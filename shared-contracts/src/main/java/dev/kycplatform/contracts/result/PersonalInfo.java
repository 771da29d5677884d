package dev.kycplatform.contracts.result;

import org.jspecify.annotations.Nullable;

/**
 * What an authority told of a person, under the standard keys. Null: not told.
 *
 * @param dob ISO 8601 date
 * @param photo base64 image, no data: prefix
 */
public record PersonalInfo(
        @Nullable String fullName,
        @Nullable String dob,
        @Nullable String gender,
        @Nullable String address,
        @Nullable String phoneNumber,
        @Nullable String phoneNumber2,
        @Nullable String photo,
        @Nullable String document,
        @Nullable String issuanceDate,
        @Nullable String expirationDate,
        @Nullable String secondaryIdNumber) {

    /** Nothing was told. */
    public static final PersonalInfo NOTHING =
            new PersonalInfo(null, null, null, null, null, null, null, null, null, null, null);
}
