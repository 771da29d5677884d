package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainedStartsIT {
    @Test
    void servicesStartFromWhatWasKeptOfAStart() throws IOException {
        assumeTrue(Boolean.getBoolean("starts.trained"), "it does not pay for a single test");
        // Second instances of other tests may have ended.
        var processes =
                Stream.of(Service.values())
                        .map(Platform.stack()::service)
                        .map(TrainedStartsIT::process)
                        .toList();
        assumeTrue(
                Files.exists(mapsOf(processes.getFirst())), "only Linux tells what a process maps");

        for (var process : processes) {
            assertThat(Files.readString(mapsOf(process)))
                    .as(process.name())
                    .contains("start-moments.aot");
        }
    }

    private static ChildProcess process(Instance instance) {
        return instance.process().orElseThrow();
    }

    private static Path mapsOf(ChildProcess process) {
        return Path.of("/proc", Long.toString(process.pid()), "maps");
    }
}
