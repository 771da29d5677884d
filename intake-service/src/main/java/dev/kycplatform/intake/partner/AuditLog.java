package dev.kycplatform.intake.partner;

/** Who did what, on what, why. Joins the caller's transaction, so that no change goes unrecorded. */
public interface AuditLog {
    /** @param operator the subject of the token */
    void record(String operator, String action, String subject);
}
