package dev.kycplatform.intake.job;

import dev.kycplatform.partners.Partner;

/**
 * A partner whose signature was right.
 *
 * @param key the key it signed with; our answer is signed with the same
 */
public record Caller(Partner partner, Partner.Secret key) {}
