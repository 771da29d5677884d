package dev.kycplatform.flow.verification;

import java.util.Locale;

/** What a verification waits for (contract, section 4.3). */
public enum KycAction {
    /** The app corrects what is registered, then resumes. */
    ENTITY_DATA,
    /** The app uploads a document, then resumes. */
    DOC_UPLOAD,
    /** Somebody looks at it. */
    REVIEW;

    /** In {@code kyc_action} and {@code action_needed}. Never renamed. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
