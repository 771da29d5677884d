package dev.kycplatform.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process id with the moment its process started, so that an id the kernel has given to another process is not
 * mistaken for it.
 *
 * @param startedAt opaque; equal for one process however often it is read
 */
public record ProcessIdentity(long pid, String startedAt) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Empty if no such process runs; one that has ended and waits for its parent does not run. */
    public static Optional<ProcessIdentity> of(long pid) {
        return Files.exists(BOOT_ID) ? fromProc(pid) : fromHandle(pid);
    }

    /** The process itself, unless it has ended, or its id belongs to another one now. */
    public Optional<ProcessHandle> find() {
        return of(pid).filter(this::equals).flatMap(same -> ProcessHandle.of(pid));
    }

    public boolean isRunning() {
        return find().isPresent();
    }

    /** The JDK's start time moves when the system clock is set; the kernel's own count does not. */
    private static Optional<ProcessIdentity> fromProc(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return fromStat(pid, stat, Files.readString(BOOT_ID).strip());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** The second field is the program's name in brackets and may itself hold blanks and brackets. */
    static Optional<ProcessIdentity> fromStat(long pid, String stat, String bootId) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        String state = afterName[0];
        String startTicks = afterName[19];
        return state.equals("Z") || state.equals("X")
                ? Optional.empty()
                : Optional.of(new ProcessIdentity(pid, bootId + ":" + startTicks));
    }

    private static Optional<ProcessIdentity> fromHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(started -> new ProcessIdentity(pid, started.toString()));
    }
}
