package dev.kycplatform.intake.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kycplatform.contracts.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No code a partner can be sent goes without a rule, and no rule names a code that is not in the catalogue. */
class ErrorCatalogueTest {
    /** The vendor's four digits, or an HTTP status. */
    private static final Predicate<String> IS_A_PARTNERS =
            Pattern.compile("[0-9]{3,4}").asMatchPredicate();

    /** Those that need more than a request to provoke them, and where that is done. */
    private static final Map<ErrorCode, String> ELSEWHERE =
            Map.of(
                    ErrorCode.SUBMIT_UNAVAILABLE, "conformance.SystemErrorsIT",
                    ErrorCode.STATUS_UNAVAILABLE, "conformance.SystemErrorsIT",
                    ErrorCode.SUBMIT_FAILED, "conformance.SystemErrorsIT",
                    ErrorCode.STATUS_FAILED, "conformance.SystemErrorsIT",
                    ErrorCode.TOO_SLOW, "http.RequestGateIT",
                    ErrorCode.RATE_LIMITED, "job.http.RateLimitIT",
                    ErrorCode.ID_NUMBER_BLOCKED, "job.http.AbuseLimitIT");

    private static final List<Rule> RULES =
            Stream.of("request-errors.tsv", "production-request-errors.tsv")
                    .flatMap(table -> Rule.in(table).stream())
                    .toList();

    @Test
    void everyCodeOfAPartnerIsProvoked() {
        var missing =
                Arrays.stream(ErrorCode.values())
                        .filter(code -> IS_A_PARTNERS.test(code.wire()))
                        .filter(code -> !ELSEWHERE.containsKey(code))
                        .filter(code -> RULES.stream().noneMatch(rule -> speaksOf(rule, code)))
                        .toList();

        assertThat(missing).as("codes without a line in the tables").isEmpty();
    }

    @Test
    void whatIsProvokedElsewhereIsProvokedThere() {
        for (var name : ELSEWHERE.values()) {
            assertThatCode(() -> Class.forName("dev.kycplatform.intake." + name))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void everyRuleNamesACodeOfTheCatalogue() {
        assertThat(RULES)
                .allSatisfy(
                        rule ->
                                assertThat(ErrorCode.values())
                                        .anySatisfy(
                                                code -> assertThat(speaksOf(rule, code)).isTrue()));
    }

    @Test
    void noRuleStandsTwice() {
        assertThat(RULES).doesNotHaveDuplicates();
        assertThat(RULES).extracting(Rule::toString).doesNotHaveDuplicates();
    }

    private static boolean speaksOf(Rule rule, ErrorCode code) {
        return code.wire().equals(rule.code())
                && code.httpStatus() == rule.status()
                && code.text().equals(rule.text());
    }
}
