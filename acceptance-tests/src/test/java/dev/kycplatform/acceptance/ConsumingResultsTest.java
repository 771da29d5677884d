package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide shows the consumer that {@link ConsumingResultsIT} runs and kills. */
class ConsumingResultsTest {
    static final Path GUIDE = Path.of("../docs/consuming-results.md");
    static final Path CONSUMER = Path.of("../docs/consumers/ResultsConsumer.java");

    @Test
    void theConsumerStandsInTheGuideAsItIsRun() throws IOException {
        assertThat(Files.readString(GUIDE))
                .contains("\n```java\n" + Files.readString(CONSUMER) + "```\n");
    }
}
