package dev.kycplatform.contracts.error;

/**
 * The vendor's codes that this platform never sends. Listed so that none of them is ever given a meaning
 * of ours: partners may look for them.
 */
public enum ReservedErrorCode {
    ENROLLED_USER_DISABLED("2207", "The enrolled user is disabled", Reason.BIOMETRIC),
    ENROLLED_USER_DELETED("2208", "The enrolled user is deleted", Reason.BIOMETRIC),
    ENROLLED_USER_WRONG("2209", "The user id is not the enrolled one", Reason.BIOMETRIC),
    ENROLLED_USER_ABSENT("2210", "No enrolled user", Reason.BIOMETRIC),
    ENROLMENT_NEEDED("2211", "The user must enrol again", Reason.BIOMETRIC),
    /** The vendor's documents name it without a text. */
    UNNAMED("2214", "", Reason.UNDOCUMENTED),
    PHOTO_ABSENT("2216", "Enrolled user does not have a photo on file", Reason.BIOMETRIC),
    ZIP_ABSENT("2314", "No zip file received", Reason.BIOMETRIC),
    INVALID_PRODUCT("2217", "Invalid product.", Reason.OTHER_ENDPOINT),
    ID_API_SYSTEM_ERROR("2401", "System Error", Reason.OTHER_FAMILY),
    ID_API_NOT_AUTHORIZED("2405", "You are not authorized to do that.", Reason.OTHER_FAMILY);

    /** Why a code is never sent. */
    public enum Reason {
        /** It speaks of selfies and enrolled users, which Enhanced KYC has not. */
        BIOMETRIC,
        /** It belongs to an endpoint that is not here. */
        OTHER_ENDPOINT,
        /** The same is said by a code of the families 22xx and 23xx (decisions, request errors). */
        OTHER_FAMILY,
        /** Nobody says what it means. */
        UNDOCUMENTED
    }

    private final String wire;
    private final String text;
    private final Reason reason;

    ReservedErrorCode(String wire, String text, Reason reason) {
        this.wire = wire;
        this.text = text;
        this.reason = reason;
    }

    /** The vendor's {@code code}. */
    public String wire() {
        return wire;
    }

    /** The vendor's {@code error}, empty where it is not documented. */
    public String text() {
        return text;
    }

    public Reason reason() {
        return reason;
    }
}
