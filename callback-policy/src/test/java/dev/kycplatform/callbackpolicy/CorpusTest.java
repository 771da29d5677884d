package dev.kycplatform.callbackpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.callbackpolicy.Verdict.Allowed;
import dev.kycplatform.callbackpolicy.Verdict.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judges every address of two files; whoever finds another trick adds a line. */
class CorpusTest {
    private final CallbackPolicy hardened = TestPolicy.with(true);

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesWhatIsHostile(String line) {
        var cells = line.split("\t", 2);

        assertThat(hardened.judge(cells[1])).isEqualTo(new Refused(Refusal.valueOf(cells[0])));
    }

    @ParameterizedTest
    @MethodSource("good")
    void hasNothingAgainstWhatIsOrdinary(String address) {
        assertThat(hardened.judge(address)).isInstanceOf(Allowed.class);
    }

    @Test
    void isLongEnoughToMeanSomething() {
        assertThat(hostile()).hasSizeGreaterThan(150).doesNotHaveDuplicates();
        assertThat(good()).hasSizeGreaterThan(30).doesNotHaveDuplicates();
    }

    static List<String> hostile() {
        return lines("hostile-addresses.tsv");
    }

    static List<String> good() {
        return lines("good-addresses.txt");
    }

    private static List<String> lines(String resource) {
        try (var stream = CorpusTest.class.getResourceAsStream(resource)) {
            var text =
                    new String(
                            Objects.requireNonNull(stream, resource).readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
