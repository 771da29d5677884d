package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.Signal;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.CheckOutcome;
import dev.kycplatform.flow.flow.OwnVerdicts;
import dev.kycplatform.flow.flow.Ruling;
import dev.kycplatform.flow.verification.VerdictTable.Circumstances;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions, "Verdict"; the tags of section 5. */
class VerdictTableTest {
    private static final Circumstances FIRST_RUN = new Circumstances(false, false, false);
    private static final Circumstances RESUMED = new Circumstances(false, true, false);
    private static final Circumstances DOCUMENTED = new Circumstances(false, true, true);
    private static final Circumstances OF_A_BUSINESS = new Circumstances(true, false, false);
    private static final Finding FOUND = new Finding.Answered(ResultCode.VALID, "US/SSN");

    private enum Run {
        FIRST(FIRST_RUN),
        RESUMED(VerdictTableTest.RESUMED),
        DOCUMENTED(VerdictTableTest.DOCUMENTED);

        private final Circumstances circumstances;

        Run(Circumstances circumstances) {
            this.circumstances = circumstances;
        }
    }

    private final VerdictTable sandbox = VerdictTable.load(KycEnvironment.SANDBOX);
    private final VerdictTable production = VerdictTable.load(KycEnvironment.PRODUCTION);

    @Test
    void allChecksMatchingPasses() {
        var findings =
                List.of(
                        FOUND,
                        new Finding.Compared(Check.NAME, CheckOutcome.EXACT),
                        new Finding.Compared(Check.BIRTHDATE, CheckOutcome.EXACT));

        var verdict = production.verdict(findings, FIRST_RUN);

        assertThat(verdict.kind()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(verdict.tags()).isEmpty();
        assertThat(verdict.reasons()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EXACT, PASSED",
        "PARTIAL, DOCUMENTS_REQUIRED",
        "TRANSPOSED, DOCUMENTS_REQUIRED",
        "NO_MATCH, FAILED",
        "NOT_PROVIDED, REVIEW"
    })
    void everyCheckIsRuledAlike(CheckOutcome outcome, Verdict.Kind expected) {
        for (var check : Check.values()) {
            var verdict =
                    production.verdict(
                            List.of(FOUND, new Finding.Compared(check, outcome)), FIRST_RUN);

            assertThat(verdict.kind()).as(check.wire()).isEqualTo(expected);
            assertThat(verdict.action()).isEqualTo(KycAction.ENTITY_DATA);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, FAILED",
        "UNSUPPORTED_FORMAT, DOCUMENTS_REQUIRED",
        "NOT_ACTIVATED, REVIEW"
    })
    void everyResultButTheUnavailableOneIsRuled(ResultCode code, Verdict.Kind expected) {
        var verdict = production.verdict(List.of(new Finding.Answered(code, "NG/BVN")), FIRST_RUN);

        assertThat(verdict.kind()).isEqualTo(expected);
    }

    @Test
    void theWorstWins() {
        var all =
                List.of(
                        FOUND,
                        new Finding.Compared(Check.NAME, CheckOutcome.PARTIAL),
                        new Finding.Compared(Check.ADDRESS, CheckOutcome.NOT_PROVIDED),
                        new Finding.Compared(Check.BIRTHDATE, CheckOutcome.NO_MATCH));

        assertThat(production.verdict(all, FIRST_RUN).kind()).isEqualTo(Verdict.Kind.FAILED);
        assertThat(production.verdict(all.subList(0, 3), FIRST_RUN).kind())
                .isEqualTo(Verdict.Kind.REVIEW);
        assertThat(production.verdict(all.subList(0, 2), FIRST_RUN).kind())
                .isEqualTo(Verdict.Kind.DOCUMENTS_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME | Name Mismatch,Name Not Verified",
                "ADDRESS | Address Not Matched,Address Not Verified",
                "BIRTHDATE | DOB Miskey,DOB Not Verified",
                "IDENTITY | SSN Miskey,SSN Not Verified"
            })
    void whatDoesNotMatchHasTheContractsTags(Check check, String tags) {
        var findings = List.of(FOUND, new Finding.Compared(check, CheckOutcome.NO_MATCH));

        assertThat(production.verdict(findings, FIRST_RUN).tags()).containsExactly(tags.split(","));
    }

    @Test
    void numbersThatAreNotKnownHaveTheTagsOfTheirKind() {
        assertThat(
                        production
                                .verdict(
                                        List.of(new Finding.Answered(ResultCode.INVALID, "US/SSN")),
                                        FIRST_RUN)
                                .tags())
                .containsExactly("SSN Miskey", "SSN Not Verified");
        assertThat(
                        production
                                .verdict(
                                        List.of(new Finding.Answered(ResultCode.INVALID, "US/EIN")),
                                        OF_A_BUSINESS)
                                .tags())
                .containsExactly("FEIN Unmatched", "FEIN Document Required");
    }

    @Test
    void aBusinessWhoseNameDoesNotMatchHasATagOfItsOwn() {
        var findings = List.of(FOUND, new Finding.Compared(Check.NAME, CheckOutcome.NO_MATCH));

        assertThat(production.verdict(findings, OF_A_BUSINESS).tags())
                .containsExactly("Company Name Not Matched");
    }

    @ParameterizedTest
    @CsvSource({"FRAUD, FAILED", "REVIEW, REVIEW", "DOCUMENTS_REQUIRED, DOCUMENTS_REQUIRED"})
    void hintsAreRuled(Signal signal, Verdict.Kind expected) {
        var findings = List.of(FOUND, new Finding.Signalled(signal));

        assertThat(production.verdict(findings, FIRST_RUN).kind()).isEqualTo(expected);
    }

    @Test
    void fraudHasItsTags() {
        var findings = List.of(FOUND, new Finding.Signalled(Signal.FRAUD));

        assertThat(production.verdict(findings, FIRST_RUN).tags())
                .containsExactly("Fraud Warning", "Denied Fraud");
    }

    @Test
    void theSandboxBelievesWhoResumesAndWhoBringsADocument() {
        var hinted = List.of(FOUND, new Finding.Signalled(Signal.DOCUMENTS_REQUIRED));
        var mistyped = List.of(FOUND, new Finding.Compared(Check.NAME, CheckOutcome.PARTIAL));

        assertThat(sandbox.verdict(hinted, RESUMED).kind()).isEqualTo(Verdict.Kind.PASSED);
        assertThat(sandbox.verdict(mistyped, RESUMED).kind())
                .isEqualTo(Verdict.Kind.DOCUMENTS_REQUIRED);
        assertThat(sandbox.verdict(mistyped, DOCUMENTED).kind()).isEqualTo(Verdict.Kind.PASSED);
    }

    @Test
    void inProductionSomebodyLooksAtTheDocument() {
        var hinted = List.of(FOUND, new Finding.Signalled(Signal.DOCUMENTS_REQUIRED));
        var mistyped = List.of(FOUND, new Finding.Compared(Check.NAME, CheckOutcome.PARTIAL));

        assertThat(production.verdict(hinted, RESUMED).kind())
                .isEqualTo(Verdict.Kind.DOCUMENTS_REQUIRED);
        assertThat(production.verdict(hinted, DOCUMENTED).kind()).isEqualTo(Verdict.Kind.REVIEW);
        assertThat(production.verdict(mistyped, DOCUMENTED).kind()).isEqualTo(Verdict.Kind.REVIEW);
    }

    @ParameterizedTest
    @CsvSource({
        "name=partial, PASSED, FIRST, PASSED",
        "name=partial, REVIEW, DOCUMENTED, REVIEW",
        "name=partial, FAILED, DOCUMENTED, FAILED",
        "name=partial, DOCUMENTS_REQUIRED, RESUMED, DOCUMENTS_REQUIRED"
    })
    void aFlowRulesOtherwise(String finding, Ruling own, Run run, Verdict.Kind expected) {
        var findings = List.of(FOUND, new Finding.Compared(Check.NAME, CheckOutcome.PARTIAL));
        var ruled = sandbox.under(new OwnVerdicts(Map.of(finding, own)));

        assertThat(ruled.verdict(findings, run.circumstances).kind()).isEqualTo(expected);
    }

    /** Where the table would fail at once, a document then does what it does elsewhere. */
    @Test
    void aFlowAsksForADocumentWhereTheTableFails() {
        var findings = List.of(FOUND, new Finding.Compared(Check.NAME, CheckOutcome.NO_MATCH));
        var own = new OwnVerdicts(Map.of("name=no_match", Ruling.DOCUMENTS_REQUIRED));

        var asked = sandbox.under(own).verdict(findings, FIRST_RUN);

        assertThat(asked.kind()).isEqualTo(Verdict.Kind.DOCUMENTS_REQUIRED);
        assertThat(asked.action()).isEqualTo(KycAction.ENTITY_DATA);
        assertThat(asked.tags()).containsExactly("Name Mismatch", "Name Not Verified");
        assertThat(sandbox.under(own).verdict(findings, DOCUMENTED).kind())
                .isEqualTo(Verdict.Kind.PASSED);
        assertThat(production.under(own).verdict(findings, DOCUMENTED).kind())
                .isEqualTo(Verdict.Kind.REVIEW);
    }

    @Test
    void aFlowsRuleOnACodeIsOfEveryIdType() {
        var own = new OwnVerdicts(Map.of("1013", Ruling.REVIEW));

        for (var idType : List.of("US/EIN", "US/SSN", "NG/BVN")) {
            var findings = List.<Finding>of(new Finding.Answered(ResultCode.INVALID, idType));
            assertThat(production.under(own).verdict(findings, FIRST_RUN).kind())
                    .isEqualTo(Verdict.Kind.REVIEW);
        }
    }

    @Test
    void whatAFlowDoesNotRuleOnTheTableDoesAndFraudFailsAlways() {
        var own = new OwnVerdicts(Map.of("name=partial", Ruling.PASSED));
        var findings =
                List.of(
                        FOUND,
                        new Finding.Compared(Check.NAME, CheckOutcome.PARTIAL),
                        new Finding.Compared(Check.ADDRESS, CheckOutcome.PARTIAL),
                        new Finding.Signalled(Signal.FRAUD));

        assertThat(production.under(own).verdict(findings.subList(0, 3), FIRST_RUN).tags())
                .containsExactly("Address Not Matched");
        assertThat(production.under(own).verdict(findings, FIRST_RUN).kind())
                .isEqualTo(Verdict.Kind.FAILED);
        assertThat(production.verdict(findings.subList(0, 2), FIRST_RUN).kind())
                .isEqualTo(Verdict.Kind.DOCUMENTS_REQUIRED);
    }

    @Test
    void noDocumentClearsWhatDoesNotMatch() {
        var findings = List.of(FOUND, new Finding.Compared(Check.NAME, CheckOutcome.NO_MATCH));

        assertThat(sandbox.verdict(findings, DOCUMENTED).kind()).isEqualTo(Verdict.Kind.FAILED);
    }

    @Test
    void aTableWithoutARowForSomethingIsRefused() {
        assertThatThrownBy(
                        () ->
                                VerdictTable.parse(
                                        List.of("1012\t*\tpassed\t\t\t\t\t\t\t"),
                                        KycEnvironment.SANDBOX))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no row 1013");
    }

    @Test
    void aMalformedRowIsNamed() {
        assertThatThrownBy(
                        () ->
                                VerdictTable.parse(
                                        List.of("# a comment", "1012\t*\tperhaps\t\t\t\t\t\t\t"),
                                        KycEnvironment.SANDBOX))
                .hasMessageContaining("line 2");
    }
}
