package dev.kycplatform.flow.verification;

import java.util.Optional;
import java.util.UUID;

/** What a verification is known by, to apps too. */
public record VerificationId(UUID value) {
    /** Empty if that is none. An id is written in one way, in whatever case. */
    public static Optional<VerificationId> of(String written) {
        try {
            var value = UUID.fromString(written);
            return value.toString().equalsIgnoreCase(written)
                    ? Optional.of(new VerificationId(value))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
