package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.flow.FlowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One run of a flow for one entity. Immutable: what happens to it gives the next version of it.
 *
 * @param version 1 at its request, one more with each change
 * @param kycLevel the flow's, Classic only
 * @param updatedAt of the request, the last transition or change of registered data; another try at an
 *     authority is none
 * @param tries runs so far: the first, and each it was resumed for
 * @param documents how many were presented by resuming
 * @param isAnswered whether any authority ever answered
 * @param score the part of the checks that matched in the last run, 0 to 1
 */
public record Verification(
        VerificationId id,
        long version,
        EntityRef entity,
        boolean isBusiness,
        FlowId flow,
        Contract contract,
        Optional<String> kycLevel,
        List<Check> checks,
        Instant requestedAt,
        Instant updatedAt,
        VerificationState state,
        int tries,
        int documents,
        boolean isAnswered,
        List<String> tags,
        List<String> reasons,
        double score) {

    public static final String EXPIRED = "Verification expired";
    public static final String UNANSWERED = "Authority unavailable";

    public Verification {
        checks = List.copyOf(checks);
        tags = List.copyOf(tags);
        reasons = List.copyOf(reasons);
    }

    public boolean isOpen() {
        return state instanceof VerificationState.Open;
    }

    public boolean isPending() {
        return state instanceof VerificationState.Pending;
    }

    /** When it passed; empty unless it has. */
    public Optional<Instant> passedAt() {
        return state instanceof VerificationState.Passed(var at)
                ? Optional.of(at)
                : Optional.empty();
    }

    /** What it waits for (contract, section 4.3). */
    public Optional<KycAction> action() {
        return switch (state) {
            case VerificationState.DocumentsRequired(var action) -> Optional.of(action);
            case VerificationState.Review _, VerificationState.DocumentsReceived _ ->
                    Optional.of(KycAction.REVIEW);
            case VerificationState.Pending _,
                    VerificationState.Passed _,
                    VerificationState.Failed _ ->
                    Optional.empty();
        };
    }

    /** The authorities' answers are in. Of a business, and after the last try, nobody is asked for more. */
    Verification conclude(
            VerificationState.Pending pending,
            Verdict verdict,
            double matched,
            Instant at,
            Rules rules) {
        var next =
                switch (verdict.kind()) {
                    case PASSED -> pending.pass(at);
                    case FAILED -> pending.fail(at);
                    case REVIEW -> pending.review();
                    case DOCUMENTS_REQUIRED -> asked(pending, verdict, at, rules);
                };
        return changed(
                next, at, tries, documents, true, verdict.tags(), verdict.reasons(), matched);
    }

    /** Contract, section 4.5: first the data, then documents, four tries in all after the first run; a business is looked at by hand. */
    private VerificationState asked(
            VerificationState.Pending pending, Verdict verdict, Instant at, Rules rules) {
        if (isBusiness) {
            return pending.review();
        }
        if (tries > rules.mostTries()) {
            return pending.fail(at);
        }
        return pending.ask(tries == 1 ? verdict.action() : KycAction.DOC_UPLOAD);
    }

    /** An authority answered, and others are still being asked. Not a transition. */
    Verification answered() {
        return isAnswered
                ? this
                : changed(state, updatedAt, tries, documents, true, tags, reasons, score);
    }

    /** The app has done what was asked for. */
    Verification resume(VerificationState.DocumentsRequired from, int presented, Instant at) {
        return changed(
                from.resume(),
                at,
                tries + 1,
                documents + presented,
                isAnswered,
                List.of(),
                List.of(),
                0);
    }

    /** Registered data changed: the clock of its expiry starts again. */
    Verification touch(Instant at) {
        return changed(state, at, tries, documents, isAnswered, tags, reasons, score);
    }

    /** Classic: a document was uploaded while it was held up. */
    Verification receive(VerificationState.DocumentsReceived next, Instant at) {
        return changed(next, at, tries, documents + 1, isAnswered, tags, reasons, score);
    }

    /** A document was uploaded after it had expired, and that opens it again ({@link Rules}). */
    Verification reopen(Instant at) {
        return changed(
                new VerificationState.DocumentsRequired(KycAction.DOC_UPLOAD),
                at,
                tries,
                documents,
                isAnswered,
                tags,
                without(EXPIRED, UNANSWERED),
                score);
    }

    /** By an operator, whose reason joins the others. */
    Verification decide(
            VerificationState.Halted from, Decision decision, String reason, Instant at) {
        var next =
                switch (decision) {
                    case PASS -> from.pass(at);
                    case FAIL -> from.fail(at);
                    case ASK_FOR_DOCUMENTS -> from.askForDocuments();
                };
        var isPassed = decision == Decision.PASS;
        return changed(
                next,
                at,
                tries,
                documents,
                isAnswered,
                isPassed ? List.of() : tags,
                isPassed ? List.of() : with(reason),
                score);
    }

    /** Time has done it: the received documents were taken, or nobody saw to it. */
    Verification age(VerificationState next, Instant at) {
        var why =
                next instanceof VerificationState.Failed(var _, var cause)
                        ? with(cause == FailureCause.UNANSWERED ? UNANSWERED : EXPIRED)
                        : List.<String>of();
        return changed(
                next,
                at,
                tries,
                documents,
                isAnswered,
                next instanceof VerificationState.Passed ? List.of() : tags,
                why,
                score);
    }

    private List<String> with(String reason) {
        return Stream.concat(reasons.stream(), Stream.of(reason)).distinct().toList();
    }

    private List<String> without(String... unwanted) {
        return reasons.stream().filter(it -> !List.of(unwanted).contains(it)).toList();
    }

    private Verification changed(
            VerificationState next,
            Instant at,
            int newTries,
            int newDocuments,
            boolean nowAnswered,
            List<String> newTags,
            List<String> newReasons,
            double newScore) {
        return new Verification(
                id,
                version + 1,
                entity,
                isBusiness,
                flow,
                contract,
                kycLevel,
                checks,
                requestedAt,
                at,
                next,
                newTries,
                newDocuments,
                nowAnswered,
                newTags,
                newReasons,
                newScore);
    }

    static Verification request(
            VerificationId id,
            RegisteredEntity entity,
            FlowId flow,
            Contract contract,
            Optional<String> kycLevel,
            List<Check> checks,
            Instant at) {
        return new Verification(
                id,
                1,
                entity.ref(),
                entity.isBusiness(),
                flow,
                contract,
                kycLevel,
                checks,
                at,
                at,
                new VerificationState.Pending(),
                1,
                0,
                false,
                List.of(),
                List.of(),
                0);
    }

    /** Reasons may quote what an operator wrote. */
    @Override
    public String toString() {
        return "Verification[" + id + ", " + state.wire() + ", version " + version + "]";
    }
}
