package dev.kycplatform.flow.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What registration and verification have to tell each other. Called in the transaction that changes what is
 * registered, with the entity locked.
 */
@ApplicationScoped
public class RegistrationUpdates {
    private final Verifications verifications;
    private final Aging aging;
    private final Rules rules;
    private final MoveVerification moving;
    private final Clock clock;

    RegistrationUpdates(
            Verifications verifications,
            Aging aging,
            Rules rules,
            MoveVerification moving,
            Clock clock) {
        this.verifications = verifications;
        this.aging = aging;
        this.rules = rules;
        this.moving = moving;
        this.clock = clock;
    }

    /** How an entity stands, for what may be changed of it. */
    public record Standing(boolean isPending, Optional<Instant> lastPassedAt) {}

    @Transactional
    public Standing standing(UUID entityId, Instant now) {
        var open =
                verifications.counting(entityId, now).stream()
                        .map(stored -> aging.effective(stored, now))
                        .toList();
        return new Standing(
                open.stream().anyMatch(Verification::isPending),
                Stream.concat(
                                open.stream().flatMap(one -> one.passedAt().stream()),
                                verifications.lastPassedAt(entityId).stream())
                        .max(Comparator.naturalOrder()));
    }

    /** An update: open verifications have their whole time again. */
    @Transactional
    public void changed(UUID entityId, Instant at) {
        var now = at.truncatedTo(ChronoUnit.MICROS);
        for (var stored : verifications.lockOpen(entityId)) {
            if (aging.effective(stored, now).version() == stored.version()) {
                verifications.update(stored.touch(now));
            }
        }
    }

    /** Classic: a document moves what is held up. Advanced: it changes nothing until it is resumed (contract, section 7.7). */
    @Transactional
    public void documentUploaded(UUID entityId) {
        var now = now();
        for (var stored : verifications.lockOpen(entityId)) {
            var effective = aging.effective(stored, now);
            if (stored.contract() == Contract.CLASSIC) {
                received(effective.state(), now)
                        .ifPresent(
                                state ->
                                        moving.move(
                                                Step.of(
                                                        stored.receive(state, now),
                                                        Step.Cause.DOCUMENT_UPLOADED)));
            }
        }
        if (rules.uploadRestartsExpired()) {
            reopen(entityId, now);
        }
    }

    private static Optional<VerificationState.DocumentsReceived> received(
            VerificationState state, Instant now) {
        return switch (state) {
            case VerificationState.DocumentsRequired required -> Optional.of(required.receive(now));
            case VerificationState.Review review -> Optional.of(review.receive(now));
            case VerificationState.DocumentsReceived _,
                    VerificationState.Pending _,
                    VerificationState.Passed _,
                    VerificationState.Failed _ ->
                    Optional.empty();
        };
    }

    /** The latest, if it expired. */
    private void reopen(UUID entityId, Instant now) {
        verifications.ofEntity(entityId, 1).stream()
                .flatMap(latest -> verifications.lock(latest.id()).stream())
                .filter(stored -> hasExpired(aging.effective(stored, now)))
                .forEach(
                        stored ->
                                moving.move(
                                        Step.of(
                                                aging.effective(stored, now).reopen(now),
                                                Step.Cause.DOCUMENT_UPLOADED)));
    }

    private static boolean hasExpired(Verification effective) {
        return effective.state() instanceof VerificationState.Failed(var _, var cause)
                && cause != FailureCause.DENIED;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
