package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.RunningStack;
import dev.kycplatform.localstack.process.ProcessException;
import dev.kycplatform.localstack.process.Signal;
import dev.kycplatform.localstack.server.Directories;
import dev.kycplatform.localstack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Stops the processes that were recorded, and no others. */
@Command(
        name = "down",
        description = "Stops what ./kyc up started.",
        mixinStandardHelpOptions = true)
final class Down implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration LAUNCHER_GONE = Duration.ofSeconds(5);

    /** What was built or unpacked is not state. */
    private static final Set<String> KEPT = Set.of("app", "build", "binaries", "launcher.lock");

    @Option(names = "--wipe", description = "Then delete all data, secrets and logs.")
    private boolean wipe;

    @Override
    public Integer call() {
        Checkout checkout = Checkout.current();
        if (!Files.isDirectory(checkout.state())) {
            System.out.println("Nothing is running.");
            return ExitCode.OK;
        }
        stop(checkout);
        if (wipe) {
            wipe(checkout);
        }
        return ExitCode.OK;
    }

    static void stop(Checkout checkout) {
        Optional<RunningStack> recorded = checkout.running();
        if (recorded.isEmpty()) {
            System.out.println("Nothing is running.");
            return;
        }
        RunningStack stack = recorded.orElseThrow();
        Up.say("stopping");
        RunningStack.end(stack.supervisor(), Signal.TERMINATE, GRACE);
        // A supervisor that was killed, now or before, left its children; the record may be newer
        // by now.
        checkout.running().orElse(stack).stopOrphans(GRACE);
        RunningStack.erase(checkout.state());
        System.out.println("Stopped.");
    }

    private static void wipe(Checkout checkout) {
        if (!checkout.lock(LAUNCHER_GONE)) {
            throw new ProcessException("another ./kyc is starting here; nothing was deleted");
        }
        Directories.delete(PostgresServer.placeOf(checkout.state().resolve("postgres")));
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(checkout.state())) {
            for (Path entry : entries) {
                if (!KEPT.contains(entry.getFileName().toString())) {
                    Directories.delete(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot wipe " + checkout.state(), e);
        }
        System.out.println("Deleted all data, secrets and logs.");
    }
}
