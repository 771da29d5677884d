package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.verification.Aging;
import dev.kycplatform.flow.verification.Contract;
import dev.kycplatform.flow.verification.EntityRef;
import dev.kycplatform.flow.verification.FailureCause;
import dev.kycplatform.flow.verification.KycAction;
import dev.kycplatform.flow.verification.Verification;
import dev.kycplatform.flow.verification.VerificationId;
import dev.kycplatform.flow.verification.VerificationState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Between rows and the domain. */
@ApplicationScoped
class VerificationRows {
    private final Reasons reasons;
    private final Aging aging;

    VerificationRows(Reasons reasons, Aging aging) {
        this.reasons = reasons;
        this.aging = aging;
    }

    Verification toDomain(VerificationRow row) {
        var id = new VerificationId(row.verificationId);
        return new Verification(
                id,
                row.version,
                new EntityRef(row.entityId, row.appHandle, row.userHandle),
                row.business,
                new FlowId(row.flowId),
                Contract.valueOf(row.contract),
                Optional.ofNullable(row.kycLevel),
                Stream.of(row.checks).map(wire -> Check.ofWire(wire).orElseThrow()).toList(),
                row.requestedAt,
                row.updatedAt,
                state(row),
                row.tries,
                row.documents,
                row.answered,
                List.of(row.tags),
                reasons.opened(id, row.reasons),
                row.score);
    }

    VerificationRow toRow(Verification verification) {
        var row = new VerificationRow();
        row.verificationId = verification.id().value();
        row.entityId = verification.entity().id();
        row.appHandle = verification.entity().appHandle();
        row.userHandle = verification.entity().userHandle();
        row.business = verification.isBusiness();
        row.flowId = verification.flow().value();
        row.contract = verification.contract().name();
        row.kycLevel = verification.kycLevel().orElse(null);
        row.checks = verification.checks().stream().map(Check::wire).toArray(String[]::new);
        row.requestedAt = verification.requestedAt();
        update(row, verification);
        return row;
    }

    void update(VerificationRow row, Verification verification) {
        row.version = verification.version();
        row.updatedAt = verification.updatedAt();
        row.tries = verification.tries();
        row.documents = verification.documents();
        row.answered = verification.isAnswered();
        row.tags = verification.tags().toArray(String[]::new);
        row.reasons = reasons.sealed(verification.id(), verification.reasons());
        row.score = verification.score();
        row.dueAt = aging.dueAt(verification).orElse(null);
        row.statusAt = null;
        row.action = null;
        row.failure = null;
        switch (verification.state()) {
            case VerificationState.Pending() -> row.status = "PENDING";
            case VerificationState.DocumentsRequired(var action) -> {
                row.status = "DOCUMENTS_REQUIRED";
                row.action = action.name();
            }
            case VerificationState.DocumentsReceived(var at) -> {
                row.status = "DOCUMENTS_RECEIVED";
                row.statusAt = at;
            }
            case VerificationState.Review() -> row.status = "REVIEW";
            case VerificationState.Passed(var at) -> {
                row.status = "PASSED";
                row.statusAt = at;
            }
            case VerificationState.Failed(var at, var cause) -> {
                row.status = "FAILED";
                row.statusAt = at;
                row.failure = cause.name();
            }
        }
    }

    private static VerificationState state(VerificationRow row) {
        return switch (row.status) {
            case "PENDING" -> new VerificationState.Pending();
            case "DOCUMENTS_REQUIRED" ->
                    new VerificationState.DocumentsRequired(
                            KycAction.valueOf(Objects.requireNonNull(row.action)));
            case "DOCUMENTS_RECEIVED" -> new VerificationState.DocumentsReceived(at(row));
            case "REVIEW" -> new VerificationState.Review();
            case "PASSED" -> new VerificationState.Passed(at(row));
            case "FAILED" ->
                    new VerificationState.Failed(
                            at(row), FailureCause.valueOf(Objects.requireNonNull(row.failure)));
            default -> throw new IllegalStateException("a verification is " + row.status);
        };
    }

    private static Instant at(VerificationRow row) {
        return Objects.requireNonNull(row.statusAt);
    }
}
