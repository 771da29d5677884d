package dev.kycplatform.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running child process with its log file. Signals reach its own children too where it says so. */
public final class ChildProcess {
    private final String name;
    private final Process process;
    private final ProcessIdentity identity;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.identity =
                ProcessIdentity.of(process.pid())
                        .orElseGet(() -> new ProcessIdentity(process.pid(), "ended at once"));
        this.log = log;
    }

    /**
     * Starts the command, its output appended to the log file.
     *
     * <p>The child does not belong to the terminal: a Ctrl-C reaches the launcher, which stops its children in order.
     *
     * @param environment added to this JVM's own
     */
    public static ChildProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log) {
        List<String> detached = new ArrayList<>(DETACHED);
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached);
        builder.environment().keySet().removeIf(ChildProcess::isOurs);
        builder.environment().putAll(environment);
        builder.directory(directory.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            return new ChildProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Meaningful once it has ended. */
    public int exitStatus() {
        return process.exitValue();
    }

    /** Asks it to end with the given signal and kills it when it has not done so in time. */
    public void stop(Signal signal, Duration grace) {
        if (!process.isAlive()) {
            return;
        }
        Signal.RESUME.send(family());
        signal.send(pid());
        if (!ended(grace)) {
            kill();
        }
    }

    /** Ends it, and every process it has started, without a chance to tidy up. */
    public void kill() {
        Signal.KILL.send(family());
        if (!ended(Duration.ofSeconds(10))) {
            throw new IllegalStateException(name + " (" + pid() + ") outlived a kill");
        }
    }

    /** Stops the clock for it and every process it has started, until {@link #resume}. */
    public void suspend() {
        Signal.SUSPEND.send(family());
    }

    public void resume() {
        Signal.RESUME.send(family());
    }

    private boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private List<Long> family() {
        return Stream.concat(Stream.of(pid()), process.descendants().map(ProcessHandle::pid))
                .toList();
    }

    /** What tells the launcher itself something is not meant for its children. */
    private static boolean isOurs(String variable) {
        return variable.matches("KYC_\\w+_PORT|KYC_TEST_\\w+|KYC_CONTAINERS|KYC_REQUIRE");
    }

    private static final List<String> DETACHED =
            Files.isExecutable(Path.of("/usr/bin/setsid"))
                    ? List.of("/usr/bin/setsid")
                    : List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");
}
