package dev.kycplatform.intake.partner;

/** Tells every service how a partner now is. */
public interface PartnerAnnouncer {
    /** Returns when the broker has acknowledged; fails with KycException. */
    void announce(RegisteredPartner partner);
}
