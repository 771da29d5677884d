package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.check.Particular;
import dev.kycplatform.flow.check.Particulars;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Contract, sections 4.4, 4.5, 5 and 8; decisions, "Attempts" and "Verdict". */
class VerificationLifeTest {
    private static final Map<Particular, String> MISTYPED = Map.of(Particular.FIRST_NAME, "Alicia");

    private final Bench bench = new Bench();
    private final Bench production =
            new Bench(Bench.defaults(Optional.empty(), true, false), KycEnvironment.PRODUCTION);

    @Test
    void passesWhenEverythingMatches() {
        var verification = bench.started();

        bench.answer(verification.id(), bench.found(Map.of()));

        var now = bench.now(verification.id());
        assertThat(now.state()).isEqualTo(new VerificationState.Passed(Bench.START));
        assertThat(now.score()).isEqualTo(1.0);
        assertThat(bench.notices)
                .containsExactly(new Notice("kyc_status", "passed", Optional.empty()));
    }

    @Test
    void asksForDataFirstAndForDocumentsThenAndFailsAfterFourTries() {
        var id = production.started().id();

        production.answer(id, production.found(MISTYPED));
        assertThat(production.now(id).action()).contains(KycAction.ENTITY_DATA);
        for (int again = 0; again < 3; again++) {
            assertThat(resumed(production, id)).isTrue();
            production.answer(id, production.found(MISTYPED));
            assertThat(production.now(id).action()).contains(KycAction.DOC_UPLOAD);
        }
        assertThat(resumed(production, id)).isTrue();
        production.answer(id, production.found(MISTYPED));

        assertThat(production.now(id).state())
                .isEqualTo(new VerificationState.Failed(Bench.START, FailureCause.DENIED));
        assertThat(production.now(id).tags()).containsExactly("Name Mismatch");
        assertThat(production.notices)
                .extracting(Notice::eventType)
                .containsExactly(
                        "kyc_action", "kyc_action", "kyc_action", "kyc_action", "kyc_status");
    }

    @Test
    void aBusinessIsLookedAtInsteadOfBeingAskedForDocuments() {
        bench.alice =
                new RegisteredEntity(
                        bench.alice.ref(),
                        true,
                        new Particulars(
                                Map.of(
                                        Particular.ENTITY_NAME, "Acme Trading Inc",
                                        Particular.BIRTHDATE, "1990-08-31",
                                        Particular.STREET_ADDRESS_1, "123 Main St")),
                        List.of(new RegisteredEntity.Identity("US", "EIN", "123456789")));
        var id = bench.started().id();

        bench.answer(id, bench.found(Map.of(Particular.ENTITY_NAME, "Acme")));

        assertThat(bench.now(id).state()).isInstanceOf(VerificationState.Review.class);
        assertThat(bench.now(id).tags()).containsExactly("Company Name Not Matched");
    }

    @Test
    void anotherTryAtAnAuthorityIsNoUpdateAndNoFailure() {
        var id = bench.started().id();
        bench.clock.advance(Duration.ofDays(7));

        bench.answer(id, Bench.only(ResultCode.AUTHORITY_UNAVAILABLE));
        bench.clock.advance(Duration.ofMinutes(1));
        bench.askAgain.due().forEach(bench.askAgain::askAgain);

        assertThat(bench.now(id).isPending()).isTrue();
        assertThat(bench.now(id).updatedAt()).isEqualTo(Bench.START);
        assertThat(bench.lookup(id).key().attempt()).isEqualTo(2);
        assertThat(bench.lookup(id).acceptedAt()).isEqualTo(bench.clock.instant());
        assertThat(bench.steps).hasSize(1);
    }

    @Test
    void asksAgainLaterEachTime() {
        var id = bench.started().id();
        for (int minutes : List.of(1, 2, 4, 8)) {
            bench.answer(id, Bench.only(ResultCode.AUTHORITY_UNAVAILABLE));

            bench.clock.advance(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(bench.askAgain.due()).isEmpty();
            bench.clock.advance(Duration.ofSeconds(1));
            bench.askAgain.due().forEach(bench.askAgain::askAgain);
        }
        assertThat(bench.lookup(id).key().attempt()).isEqualTo(5);
    }

    @Test
    void expiresWithAReasonOfItsOwnIfNoAuthorityEverAnswered() {
        var silent = bench.started().id();
        bench.clock.advance(Duration.ofMinutes(15));
        var answered = bench.started().id();
        bench.answer(answered, Bench.only(ResultCode.NOT_ACTIVATED));

        bench.clock.advance(Duration.ofDays(30));

        assertThat(bench.now(silent).reasons()).containsExactly("Authority unavailable");
        assertThat(bench.now(answered).reasons())
                .containsExactly("The ID type is not enabled", "Verification expired");
        assertThat(bench.now(silent).updatedAt()).isEqualTo(Bench.START.plus(Duration.ofDays(30)));
    }

    @Test
    void changedDataGivesTheWholeTimeAgain() {
        var id = bench.started().id();
        bench.clock.advance(Duration.ofDays(29));

        bench.registration.changed(bench.alice.ref().id(), bench.clock.instant());
        bench.clock.advance(Duration.ofDays(29));

        assertThat(bench.now(id).isPending()).isTrue();
    }

    @Test
    void aResultForOneThatHasEndedIsRecordedAndChangesNothing() {
        var id = bench.started().id();
        bench.clock.advance(Duration.ofDays(30));
        bench.expire.expire();
        var failed = bench.now(id);

        bench.answer(id, bench.found(Map.of()));

        assertThat(bench.now(id)).isEqualTo(failed);
        assertThat(bench.lookup(id).code()).contains(ResultCode.VALID);
    }

    @Test
    void aResultForOneThatIsOverdueAndNotSweptYetChangesNothingEither() {
        var id = bench.started().id();
        bench.clock.advance(Duration.ofDays(30));

        bench.answer(id, bench.found(Map.of()));

        assertThat(bench.now(id).state()).isInstanceOf(VerificationState.Failed.class);
    }

    @Test
    void theSameAnswerTwiceIsOneAnswer() {
        var id = bench.started().id();
        bench.answer(id, bench.found(MISTYPED));
        var version = bench.now(id).version();

        bench.answer(id, bench.found(Map.of()));

        assertThat(bench.now(id).version()).isEqualTo(version);
    }

    @Test
    void theAnswerOfAJobBornAtAnotherTimeIsNotTheLookups() {
        var id = bench.started().id();

        bench.recordAnswer.record(
                bench.lookup(id).key(), Bench.START.plusSeconds(1), bench.found(Map.of()));

        assertThat(bench.now(id).isPending()).isTrue();
    }

    @Test
    void anAnswerOfAnEarlierRunDoesNotConcludeThisOne() {
        var id = bench.started().id();
        bench.answer(id, bench.found(MISTYPED));
        var first = bench.lookup(id).key();
        resumed(bench, id);

        bench.recordAnswer.record(first, Bench.START, bench.found(Map.of()));

        assertThat(bench.now(id).isPending()).isTrue();
    }

    @Test
    void classicDocumentsAreAcceptedAfterTwoMinutesInTheSandbox() {
        var started =
                bench.start.startLevel(
                        Bench.APP, Bench.ALICE, Optional.empty(), (_, _) -> "KYC-STANDARD");
        var id = ((StartOutcome.Started) started).verification().id();
        bench.answer(id, bench.found(MISTYPED));

        bench.registration.documentUploaded(bench.alice.ref().id());
        bench.clock.advance(Duration.ofMinutes(2).minusMillis(1));
        assertThat(bench.now(id).state().wire()).isEqualTo("documents_received");
        bench.clock.advance(Duration.ofMillis(1));

        assertThat(bench.now(id).state().wire()).isEqualTo("passed");
        assertThat(bench.now(id).tags()).isEmpty();
    }

    @Test
    void anAdvancedUploadAloneChangesNothing() {
        var id = bench.started().id();
        bench.answer(id, bench.found(MISTYPED));

        bench.registration.documentUploaded(bench.alice.ref().id());

        assertThat(bench.now(id).state().wire()).isEqualTo("documents_required");
    }

    @Test
    void anUploadOpensAnExpiredOneOnlyWhereThatIsSwitchedOn() {
        var strict = bench;
        var lenient =
                new Bench(Bench.defaults(Optional.empty(), true, true), KycEnvironment.SANDBOX);
        for (var one : List.of(strict, lenient)) {
            one.started();
            one.clock.advance(Duration.ofDays(31));

            one.registration.documentUploaded(one.alice.ref().id());
        }

        assertThat(strict.stored.values())
                .extracting(it -> strict.now(it.id()).state().wire())
                .containsExactly("failed");
        assertThat(lenient.stored.values())
                .extracting(it -> lenient.now(it.id()).state().wire())
                .containsExactly("documents_required");
    }

    @Test
    void onlyDocumentsThatWereUploadedCanBePresented() {
        var id = bench.started().id();
        bench.answer(id, bench.found(MISTYPED));
        var unknown = UUID.randomUUID();

        assertThat(bench.resume.resume(Bench.APP, Bench.ALICE, id, List.of(unknown)))
                .isEqualTo(new ResumeOutcome.UnknownDocument(unknown));
        bench.documents.add(unknown);

        assertThat(bench.resume.resume(Bench.APP, Bench.ALICE, id, List.of(unknown)))
                .isInstanceOf(ResumeOutcome.Resumed.class);
    }

    @Test
    void anOperatorDecidesWhatIsHeldUpAndNothingElse() {
        var id = bench.started().id();
        assertThatThrownBy(() -> bench.decide(id, Decision.PASS))
                .isInstanceOf(KycException.class)
                .hasMessageContaining("CONFLICT");
        bench.answer(id, Bench.only(ResultCode.NOT_ACTIVATED));

        bench.decide(id, Decision.ASK_FOR_DOCUMENTS);
        assertThat(bench.now(id).action()).contains(KycAction.DOC_UPLOAD);
        assertThat(bench.now(id).reasons()).contains("seen the passport");
        bench.decide(id, Decision.FAIL);

        assertThat(bench.now(id).state().wire()).isEqualTo("failed");
        assertThat(bench.audited)
                .containsExactly("olga review.ask_for_documents " + id, "olga review.fail " + id);
    }

    @Test
    void aDecisionThatHadToWaitIsTakenByTheTimeItCanBe() {
        var id = bench.started().id();
        bench.answer(id, Bench.only(ResultCode.NOT_ACTIVATED));
        bench.clock.advance(Duration.ofDays(30).minusSeconds(1));
        bench.meanwhile = () -> bench.clock.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> bench.decide(id, Decision.PASS))
                .isInstanceOf(KycException.class)
                .hasMessageContaining("failed");
    }

    @Test
    void oneIsKnownHoweverManyCameAfterIt() {
        var first = bench.started().id();
        bench.answer(first, bench.found(Map.of()));
        bench.clock.advance(Duration.ofDays(30));
        for (int others = 0; others < 1_001; others++) {
            bench.started();
            bench.clock.advance(Duration.ofMinutes(15));
        }

        assertThat(bench.read.one(Bench.APP, Bench.ALICE, first)).contains(bench.now(first));
        assertThat(bench.registration.standing(bench.alice.ref().id(), bench.clock.instant()))
                .isEqualTo(new RegistrationUpdates.Standing(true, Optional.of(Bench.START)));
    }

    @Test
    void whatIsAskedIsWhatIsRegistered() {
        var id = bench.started().id();

        var request = Objects.requireNonNull(bench.requests.get(bench.lookup(id).key()));

        assertThat(request.idNumber()).isEqualTo("123452222");
        assertThat(request.callbackUrl()).isNull();
        assertThat(request.inputs())
                .containsEntry("first_name", "Alice")
                .containsEntry("birthdate", "1990-08-31")
                .containsEntry("street_address_1", "123 Main St");
        assertThat(bench.lookup(id).jobKey()).hasToString("app:app/" + id + ":identity:1");
    }

    private static boolean resumed(Bench bench, VerificationId id) {
        return bench.resume.resume(Bench.APP, Bench.ALICE, id, List.of())
                instanceof ResumeOutcome.Resumed;
    }
}
