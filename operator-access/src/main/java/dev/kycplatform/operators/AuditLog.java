package dev.kycplatform.operators;

/** Who did what, on what, why. Joins the caller's transaction, so that no change goes unrecorded. */
public interface AuditLog {
    /**
     * @param action what was done, as {@code partner.rotate-api-key}
     * @param subject on what: ids only, nothing personal
     */
    void record(Requester requester, String action, String subject);
}
