package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.Ports;
import dev.kycplatform.localstack.RunningStack;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.process.ProcessException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The checkout the script was called in.
 *
 * @param applications what is run: a copy of what was built, so that a later build does not pull it from under a
 *     running stack
 */
record Checkout(Path root, Workspace applications) {
    /** A lock that nobody refers to is released with its channel by the garbage collector. */
    private static final Set<FileLock> HELD = ConcurrentHashMap.newKeySet();

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    /** Set by the script. */
    static Checkout current() {
        return new Checkout(
                Path.of(System.getProperty("kyc.root", ".")).toAbsolutePath().normalize(),
                new Workspace(
                        Path.of(System.getProperty("kyc.applications", "."))
                                .toAbsolutePath()
                                .normalize()));
    }

    Path state() {
        return new Workspace(root).state();
    }

    Optional<RunningStack> running() {
        return RunningStack.read(state());
    }

    StackSettings settings(Lifespan lifespan, Consumer<String> progress) {
        return new StackSettings(
                applications,
                state(),
                state().resolve("binaries"),
                Ports.from(System.getenv()),
                List.of(Service.values()),
                Map.of(),
                Map.of(),
                false,
                lifespan,
                progress);
    }

    /**
     * Makes this launcher the one that may start and stop things here, until its JVM ends; the kernel takes the right
     * back from one that is killed.
     *
     * @return false if another launcher has it
     */
    boolean lock() {
        try {
            FileChannel channel =
                    FileChannel.open(
                            state().resolve("launcher.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return false;
            }
            HELD.add(lock);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + state(), e);
        }
    }

    /**
     * The same, but waits for a launcher that has just ended: its lock lasts until the last of its threads is gone,
     * which is after its process counts as ended.
     */
    boolean lock(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!lock()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return true;
    }

    /** The command that starts this launcher once more. */
    List<String> launcher(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Dkyc.root=" + root,
                                "-Dkyc.applications=" + applications.root(),
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Kyc.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** @throws ProcessException if it is no member of the stack */
    Path log(String name) {
        String label = Service.named(name).map(Service::label).orElse(name);
        Path log = state().resolve("logs").resolve(label + ".log").normalize();
        if (!log.startsWith(state()) || !Files.exists(log)) {
            throw new ProcessException(
                    "there is no log of '" + name + "'. Logs there are: " + logNames());
        }
        return log;
    }

    private String logNames() {
        String[] names =
                state().resolve("logs").toFile().list((directory, file) -> file.endsWith(".log"));
        return names == null || names.length == 0
                ? "none yet"
                : String.join(", ", names).replace(".log", "");
    }
}
