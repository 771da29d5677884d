package dev.kycplatform.flow.verification;

import java.util.UUID;

/** What a verification is known by, to apps too. */
public record VerificationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
