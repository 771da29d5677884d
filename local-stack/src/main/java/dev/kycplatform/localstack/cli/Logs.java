package dev.kycplatform.localstack.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints one process's log file. */
@Command(
        name = "logs",
        description = "Prints the log of one process.",
        mixinStandardHelpOptions = true)
final class Logs implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int CHUNK = 64 * 1024;

    @Parameters(
            paramLabel = "SERVICE",
            description =
                    "kafka, postgres, intake, worker, dispatcher, flow, sandbox-authority or launcher")
    private String service = "";

    @Option(names = "-f", description = "Go on printing what is appended, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() {
        Path log = Checkout.current().log(service);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] chunk = new byte[CHUNK];
            while (true) {
                int read = file.read(chunk);
                if (read > 0) {
                    System.out.write(chunk, 0, read);
                    continue;
                }
                System.out.flush();
                if (!follow) {
                    return ExitCode.OK;
                }
                if (file.length() < file.getFilePointer()) {
                    file.seek(0);
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }
}
