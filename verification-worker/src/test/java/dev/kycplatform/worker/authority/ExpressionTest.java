package dev.kycplatform.worker.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Map<String, Object> NONE = Map.of();

    @Test
    void findsWhatIsThere() throws UnreadableAnswerException {
        var tree = Map.of("a", List.of(Map.of("k", "x", "v", 1), Map.of("k", "y", "v", 2)));

        assertThat(Expression.parse("a[k='y'].v").evaluate(tree, NONE)).isEqualTo(2);
        assertThat(Expression.parse("a.b.c").evaluate(tree, NONE)).isNull();
        assertThat(Expression.parse("$status = 200").holds(tree, Map.of("status", 200))).isTrue();
        assertThat(Expression.parse("nothing").holds(tree, NONE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text", "number", "several", "one", "deep", "empty", "other", "null", "true", "in"
            })
    void aNameAloneGivesWhatAPathGives(String name) throws UnreadableAnswerException {
        var tree =
                Map.of(
                        "text",
                        " x ",
                        "number",
                        1,
                        "several",
                        List.of("x", "y"),
                        "one",
                        List.of("x"),
                        "deep",
                        Map.of("k", "x"),
                        "empty",
                        "",
                        "null",
                        "x",
                        "true",
                        "x",
                        "in",
                        "x");

        assertThat(Expression.parse(name).evaluate(tree, NONE))
                .isEqualTo(Expression.parse("(" + name + ")").evaluate(tree, NONE));
    }

    @Test
    void joinsTheWordsThatAreThere() throws UnreadableAnswerException {
        var tree = Map.of("first", " Joe ", "middle", " ", "last", "Leo");

        assertThat(Expression.parse("$words(first, middle, other, last)").evaluate(tree, NONE))
                .isEqualTo("Joe Leo");
    }

    @Test
    void isRefusedIfItIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse("a.("));
    }

    @Test
    void extractsWhatAPatternFinds() throws UnreadableAnswerException {
        var tree = Map.of("text", "No. 42 of 2001", "number", 7);

        assertThat(Expression.parse("$extract(text, 'of ([0-9]+)')").evaluate(tree, NONE))
                .isEqualTo("2001");
        assertThat(Expression.parse("$extract(text, '[0-9]+')").evaluate(tree, NONE))
                .isEqualTo("42");
        assertThat(Expression.parse("$extract(text, 'x+')").evaluate(tree, NONE)).isNull();
        assertThat(Expression.parse("$extract(nothing, 'x+')").evaluate(tree, NONE)).isNull();
        for (var wrong : List.of("$extract(number, '7')", "$extract(text, '(')")) {
            assertThatExceptionOfType(UnreadableAnswerException.class)
                    .isThrownBy(() -> Expression.parse(wrong).evaluate(tree, NONE));
        }
    }

    /** Java's own engine would be at it for ever. */
    @Test
    void extractsInLinearTime() throws UnreadableAnswerException {
        var tree = Map.of("text", "a".repeat(50_000) + "b");

        assertThat(Expression.parse("$extract(text, '^(a+)+$')").evaluate(tree, NONE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$match(a, /(a+)+$/)",
                "$contains(a, /x/)",
                "a ~> /x/",
                "a and /x/",
                "/x/",
                "[/x/]",
                "{'a': /x/}",
                "$split('/', /x/)",
                "a /* comment */ ~> /* another */ /x/"
            })
    void hasNoRegularExpressionThatNothingCouldInterrupt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse(text))
                .withMessageContaining("$extract");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a / 2",
                "(a)/2",
                "$sum(b)/2",
                "b[0]/2",
                "`a b`/2",
                "$contains(a, 'x/y')",
                "a /* x */ / 2",
                "\"/\" & '/'"
            })
    void mayDivide(String text) {
        assertThat(Expression.parse(text)).hasToString(text);
    }

    @Test
    void isNoProgram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Expression.parse("a" + ".a".repeat(1_000)))
                .withMessageContaining("2000 characters");
    }

    @Test
    void givesNoTextThatNoAnswerCouldHold() {
        var tree = Map.of("a", "x".repeat(2_000_000));

        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> Expression.parse("a & a & a").evaluate(tree, NONE))
                .withMessage("value_too_long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$eval('1')",
                "($f := function($n) { $f($n + 1) }; $f(1))",
                "($f := function($n) { $n + $f($n + 1) }; $f(1))",
                "$sum($map([1..9999999], function($n) { $n }))",
                "$number('x')"
            })
    void endsInTimeWithoutSayingOfWhat(String text) {
        var expression = Expression.parse(text);

        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> expression.evaluate(Map.of("name", "Joe"), NONE))
                .withMessage("expression_failed");
    }

    @Test
    void canBeEvaluatedByManyThreadsAtOnce() {
        var expression = Expression.parse("$words(a, $map(b, function($v) { $v.c & a }))");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var values =
                    IntStream.range(0, 5_000)
                            .mapToObj(
                                    n ->
                                            threads.submit(
                                                    () ->
                                                            expression.evaluate(
                                                                    Map.of(
                                                                            "a",
                                                                            "n" + n,
                                                                            "b",
                                                                            List.of(
                                                                                    Map.of(
                                                                                            "c",
                                                                                            "x"))),
                                                                    NONE)))
                            .toList();

            for (var n = 0; n < values.size(); n++) {
                var value = values.get(n);
                assertThat(value)
                        .succeedsWithin(Duration.ofSeconds(30))
                        .isEqualTo("n" + n + " xn" + n);
            }
        }
    }
}
