package dev.kycplatform.intake.partner;

/** Who did what, on what, why. Joins the caller's transaction, so that no change goes unrecorded. */
public interface AuditLog {
    void record(Requester requester, String action, String subject);
}
