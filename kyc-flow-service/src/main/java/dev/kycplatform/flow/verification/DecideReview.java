package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What operators do about verifications that are held up. Each decision is audited. */
@ApplicationScoped
public class DecideReview {
    private final Verifications verifications;
    private final Lookups lookups;
    private final History history;
    private final Aging aging;
    private final MoveVerification moving;
    private final AuditLog audit;
    private final Clock clock;

    DecideReview(
            Verifications verifications,
            Lookups lookups,
            History history,
            Aging aging,
            MoveVerification moving,
            AuditLog audit,
            Clock clock) {
        this.verifications = verifications;
        this.lookups = lookups;
        this.history = history;
        this.aging = aging;
        this.moving = moving;
        this.audit = audit;
        this.clock = clock;
    }

    /** One verification with all that led to it. */
    public record Dossier(
            Verification verification, List<Lookups.Found> lookups, List<History.Past> history) {}

    /** Those that wait for an operator, the longest waiting first. */
    @Transactional
    public List<Verification> waiting(int most) {
        var now = clock.instant();
        return verifications.awaitingReview(most).stream()
                .map(stored -> aging.effective(stored, now))
                .filter(Verification::isOpen)
                .toList();
    }

    /** @throws KycException with NOT_FOUND */
    @Transactional
    public Dossier get(VerificationId id) {
        var stored = verifications.byId(id).orElseThrow(() -> unknown(id));
        return new Dossier(
                aging.effective(stored, clock.instant()), lookups.of(id), history.of(id));
    }

    /** @throws KycException with NOT_FOUND, or CONFLICT if it does not wait for anybody */
    @Transactional
    public Verification decide(VerificationId id, Decision decision, Requester requester) {
        var stored = verifications.lock(id).orElseThrow(() -> unknown(id));
        // After the lock: whoever waited for it must not decide by the time it came.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var effective = aging.effective(stored, now);
        if (!(effective.state() instanceof VerificationState.Halted held)) {
            throw new KycException(
                    ErrorCode.CONFLICT,
                    "verification %s is %s: there is nothing to decide"
                            .formatted(id, effective.state().wire()));
        }
        var reason = requester.reason().orElseThrow(DecideReview::noReason);
        var decided = stored.decide(held, decision, reason, now);
        moving.move(Step.decided(decided, requester.operator(), reason));
        audit.record(
                new Requester(requester.operator(), Optional.empty()),
                "review." + decision.wire(),
                id.toString());
        return decided;
    }

    private static KycException noReason() {
        return new KycException(ErrorCode.INVALID_REQUEST, "reason is required, a string");
    }

    private static KycException unknown(VerificationId id) {
        return new KycException(ErrorCode.NOT_FOUND, "there is no verification " + id);
    }
}
