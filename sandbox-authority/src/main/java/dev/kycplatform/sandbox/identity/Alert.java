package dev.kycplatform.sandbox.identity;

/** What the register says of somebody beside the record. */
public enum Alert {
    FRAUD,
    REVIEW,
    DOCUMENTS_REQUIRED
}
