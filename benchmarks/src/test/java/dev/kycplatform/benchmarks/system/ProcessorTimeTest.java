package dev.kycplatform.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    @Test
    void whatAnEndedChildHadDoneIsNotTakenOff() throws IOException {
        var parent =
                new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait; exec sleep 60")
                        .start();
        try {
            await().until(() -> busyChild(parent.toHandle()).isPresent());
            var before = new ProcessorTime(Map.of("parent", parent.pid()));
            var child = busyChild(parent.toHandle()).orElseThrow();
            child.destroyForcibly();
            await().until(() -> !child.isAlive());

            assertThat(new ProcessorTime(Map.of("parent", parent.pid())).since(before))
                    .startsWith("parent 0.");
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    private static Optional<ProcessHandle> busyChild(ProcessHandle parent) {
        return parent.descendants()
                .filter(
                        child ->
                                child.info()
                                                .totalCpuDuration()
                                                .orElse(Duration.ZERO)
                                                .compareTo(Duration.ofMillis(100))
                                        > 0)
                .findFirst();
    }
}
