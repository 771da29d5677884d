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

    @ParameterizedTest
    @ValueSource(
            strings = {
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
