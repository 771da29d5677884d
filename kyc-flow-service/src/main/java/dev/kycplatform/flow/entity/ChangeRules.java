package dev.kycplatform.flow.entity;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.entity.VerificationStanding.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * When what is registered may change (contract, section 7.6):
 *
 * <pre>
 *                   while one is pending   after a pass
 * email, phone      yes                    yes
 * name, birthdate   no                     yes
 * address           no                     not for 30 days
 * identity          no                     no
 * </pre>
 *
 * What proves an identity or says with what it was registered is not verified and may always change.
 */
@ApplicationScoped
public class ChangeRules {
    private final Duration addressLock;

    ChangeRules(FlowConfig config) {
        this.addressLock = config.registration().addressLock();
    }

    /** @throws FlowException with UPDATE_REFUSED */
    void check(Detail.Kind kind, Standing standing, Instant now) {
        switch (kind) {
            case EMAIL, PHONE, ID_DOCUMENT, DEVICE -> {}
            case ADDRESS -> {
                requireNotPending(nameOf(kind), standing);
                if (standing.lastPassedAt()
                        .filter(passed -> now.isBefore(passed.plus(addressLock)))
                        .isPresent()) {
                    throw refused(
                            nameOf(kind),
                            "verification passed within the last %d days"
                                    .formatted(addressLock.toDays()));
                }
            }
            case IDENTITY -> {
                requireNotPending(nameOf(kind), standing);
                if (standing.lastPassedAt().isPresent()) {
                    throw refused(nameOf(kind), "verification has passed");
                }
            }
        }
    }

    /** @throws FlowException with UPDATE_REFUSED */
    void checkProfile(Standing standing) {
        requireNotPending("entity", standing);
    }

    static String nameOf(Detail.Kind kind) {
        return switch (kind) {
            case EMAIL -> "email";
            case PHONE -> "phone";
            case IDENTITY -> "identity";
            case ADDRESS -> "address";
            case ID_DOCUMENT -> "id_document";
            case DEVICE -> "device";
        };
    }

    private static void requireNotPending(String what, Standing standing) {
        if (standing.isPending()) {
            throw refused(what, "a verification is pending");
        }
    }

    private static FlowException refused(String what, String why) {
        return new FlowException(FlowError.UPDATE_REFUSED, what, why);
    }
}
