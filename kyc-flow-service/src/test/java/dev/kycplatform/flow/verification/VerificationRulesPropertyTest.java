package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.check.Particular;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever is called in whatever order, and however the clock moves between: the service says what the model
 * says, at every step, whether or not anybody has swept.
 */
class VerificationRulesPropertyTest {
    private enum Call {
        START,
        START_CLASSIC,
        ANSWER_FOUND,
        ANSWER_NOT_FOUND,
        ANSWER_PARTLY,
        ANSWER_NOT_ENABLED,
        ANSWER_UNAVAILABLE,
        RESUME,
        DECIDE_PASS,
        DECIDE_FAIL,
        DECIDE_DOCUMENTS,
        CHANGE_DATA,
        UPLOAD,
        SWEEP
    }

    /** @param about which of the verifications so far, counted around */
    private record Move(Call call, int about, Duration pause) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        var calls =
                Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(Call.START, Call.START_CLASSIC)),
                        Tuple.of(6, Arbitraries.of(Call.class)));
        // At, just before and just after every bound, and anything between.
        var pauses =
                Arbitraries.frequencyOf(
                        Tuple.of(
                                6,
                                Arbitraries.of(
                                        Duration.ZERO,
                                        Duration.ofMinutes(2),
                                        Duration.ofMinutes(15),
                                        Duration.ofDays(15),
                                        Duration.ofDays(30),
                                        Duration.ofMinutes(15).minus(1, ChronoUnit.MICROS),
                                        Duration.ofDays(30).minus(1, ChronoUnit.MICROS),
                                        Duration.ofDays(30).minusMinutes(15),
                                        Duration.ofDays(28))),
                        Tuple.of(3, Arbitraries.integers().between(1, 60).map(Duration::ofMinutes)),
                        Tuple.of(2, Arbitraries.integers().between(1, 40).map(Duration::ofDays)));
        return Combinators.combine(calls, Arbitraries.integers().between(0, 9), pauses)
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 1_000)
    void theServiceSaysWhatTheModelSays(@ForAll("moves") List<Move> moves) {
        // In production rules a document is never believed unseen, so every answer is ruled on
        // alike.
        var bench =
                new Bench(
                        Bench.defaults(Optional.of(Duration.ofMinutes(2)), true, false),
                        KycEnvironment.PRODUCTION);
        var model = new VerificationModel();
        var ids = new ArrayList<VerificationId>();
        for (var move : moves) {
            bench.clock.advance(move.pause());
            model.advanceTo(bench.clock.instant());
            make(move, bench, model, ids);
            for (int at = 0; at < ids.size(); at++) {
                assertThat(bench.now(ids.get(at)).state().wire())
                        .as("%s of %s after %s", at, moves, move)
                        .isEqualTo(model.runs.get(at).status);
            }
        }
    }

    private static void make(
            Move move, Bench bench, VerificationModel model, List<VerificationId> ids) {
        var now = bench.clock.instant();
        switch (move.call()) {
            case START -> {
                var outcome = bench.start();
                assertThat(said(outcome)).isEqualTo(model.start(now, false));
                remember(outcome, ids);
            }
            case START_CLASSIC -> {
                var outcome =
                        bench.start.startLevel(
                                Bench.APP, Bench.ALICE, Optional.empty(), (_, _) -> "KYC-STANDARD");
                assertThat(said(outcome)).isEqualTo(model.start(now, true));
                remember(outcome, ids);
            }
            case CHANGE_DATA -> {
                bench.registration.changed(bench.alice.ref().id(), now);
                model.touch(now);
            }
            case UPLOAD -> {
                bench.registration.documentUploaded(bench.alice.ref().id());
                model.upload(now);
            }
            case SWEEP -> bench.expire.expire();
            default -> {
                if (!ids.isEmpty()) {
                    var at = move.about() % ids.size();
                    about(move.call(), bench, model, ids.get(at), model.runs.get(at));
                }
            }
        }
    }

    private static void about(
            Call call,
            Bench bench,
            VerificationModel model,
            VerificationId id,
            VerificationModel.Run run) {
        var now = bench.clock.instant();
        switch (call) {
            case ANSWER_FOUND -> answer(bench, model, id, run, bench.found(Map.of()), "passed");
            case ANSWER_NOT_FOUND ->
                    answer(bench, model, id, run, Bench.only(ResultCode.INVALID), "failed");
            case ANSWER_PARTLY ->
                    answer(
                            bench,
                            model,
                            id,
                            run,
                            bench.found(Map.of(Particular.FIRST_NAME, "Alicia")),
                            "documents_required");
            case ANSWER_NOT_ENABLED ->
                    answer(bench, model, id, run, Bench.only(ResultCode.NOT_ACTIVATED), "review");
            case ANSWER_UNAVAILABLE -> {
                answer(
                        bench,
                        model,
                        id,
                        run,
                        Bench.only(ResultCode.AUTHORITY_UNAVAILABLE),
                        "unavailable");
            }
            case RESUME ->
                    assertThat(
                                    bench.resume.resume(Bench.APP, Bench.ALICE, id, List.of())
                                            instanceof ResumeOutcome.Resumed)
                            .isEqualTo(model.resume(run, now));
            case DECIDE_PASS ->
                    assertThat(decided(bench, id, Decision.PASS))
                            .isEqualTo(model.decide(run, "passed", now));
            case DECIDE_FAIL ->
                    assertThat(decided(bench, id, Decision.FAIL))
                            .isEqualTo(model.decide(run, "failed", now));
            case DECIDE_DOCUMENTS ->
                    assertThat(decided(bench, id, Decision.ASK_FOR_DOCUMENTS))
                            .isEqualTo(model.decide(run, "documents_required", now));
            default -> throw new IllegalStateException("not about one: " + call);
        }
    }

    /** An answer that is there already is not given again; one that was "unavailable" is asked for again first. */
    private static void answer(
            Bench bench,
            VerificationModel model,
            VerificationId id,
            VerificationModel.Run run,
            AuthorityAnswer answer,
            String ruled) {
        var lookup = bench.lookup(id);
        if (lookup.askAgainAt().isPresent()) {
            bench.askAgain.due().forEach(bench.askAgain::askAgain);
        }
        var isOpen = bench.lookup(id).code().isEmpty();
        bench.answer(id, answer);
        if (isOpen) {
            model.answer(run, ruled, bench.clock.instant());
        }
    }

    private static boolean decided(Bench bench, VerificationId id, Decision decision) {
        try {
            bench.decide(id, decision);
            return true;
        } catch (KycException _) {
            return false;
        }
    }

    private static String said(StartOutcome outcome) {
        return switch (outcome) {
            case StartOutcome.Started _ -> "started";
            case StartOutcome.Refused(Refusal.RecentlyPassed _) -> "recently passed";
            case StartOutcome.Refused(Refusal.DuplicatePending _) -> "duplicate pending";
            case StartOutcome.Refused(Refusal.AttemptsExceeded _) -> "attempts exceeded";
            case StartOutcome.Refused(var other) -> other.toString();
        };
    }

    private static void remember(StartOutcome outcome, List<VerificationId> ids) {
        if (outcome instanceof StartOutcome.Started(var verification)) {
            ids.add(verification.id());
        }
    }
}
