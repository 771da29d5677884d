package dev.kycplatform.intake.job.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSplitterTest {
    private static final String TEXT =
            "{\"a\":1}\n\n{\"b\":2}\r\n\r\nxxxxxxxxxxxxxxxxxxxx\n{\"c\":3}";

    private final List<String> rows = new ArrayList<>();
    private final RowSplitter splitter =
            new RowSplitter(
                    16,
                    row ->
                            rows.add(
                                    row.number()
                                            + ":"
                                            + (row.bytes() == null
                                                    ? "too large"
                                                    : new String(
                                                                    row.bytes(),
                                                                    StandardCharsets.UTF_8)
                                                            .strip())));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void cutsAtLineFeedsHoweverTheBytesCome(int size) {
        for (int from = 0; from < TEXT.length(); from += size) {
            splitter.feed(
                    Buffer.buffer(TEXT.substring(from, Math.min(TEXT.length(), from + size))));
        }
        splitter.end();

        assertThat(rows)
                .containsExactly("1:{\"a\":1}", "3:{\"b\":2}", "5:too large", "6:{\"c\":3}");
    }

    @Test
    void tellsOfATooLargeRowEvenIfItNeverEnds() {
        splitter.feed(Buffer.buffer("y".repeat(1_000)));
        splitter.end();

        assertThat(rows).containsExactly("1:too large");
    }

    @Test
    void tellsOfNothingIfNothingCame() {
        splitter.end();

        assertThat(rows).isEmpty();
    }
}
