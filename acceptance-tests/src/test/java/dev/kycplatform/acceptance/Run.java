package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a program came to.
 *
 * @param output all it printed, to both streams
 */
record Run(List<String> command, int exit, String output) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Runs it to its end, with a bound. */
    static Run of(ProcessBuilder program) {
        return of(program, PATIENCE);
    }

    /** The same with another bound. */
    static Run of(ProcessBuilder program, Duration patience) {
        try {
            var log =
                    Files.createTempFile(
                            Files.createDirectories(Path.of("target")), "run-", ".log");
            var process = program.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            try {
                assertThat(process.waitFor(patience))
                        .as("%s ended in time", program.command())
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Run(program.command(), process.exitValue(), Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean succeeded() {
        return exit == 0;
    }

    /** The output of a program that must not fail. */
    String successful() {
        assertThat(exit).as("%s: %s", command, output).isZero();
        return output;
    }

    /** The output of a program that must fail. */
    String failed() {
        assertThat(exit).as("%s: %s", command, output).isNotZero();
        return output;
    }
}
