package dev.kycplatform.localstack.process;

import java.io.IOException;
import java.util.List;

/** What a process can be told; sent through the system's own {@code kill}, which knows more signals than the JDK. */
public enum Signal {
    HANG_UP("HUP"),
    INTERRUPT("INT"),
    TERMINATE("TERM"),
    KILL("KILL"),
    SUSPEND("STOP"),
    RESUME("CONT");

    private final String name;

    Signal(String name) {
        this.name = name;
    }

    /** Does nothing to a process that has ended. */
    public void send(long pid) {
        send(List.of(pid));
    }

    /** Sends to all of them at once; those that have ended are passed over. */
    public void send(List<Long> pids) {
        StringBuilder command = new StringBuilder("exec 2>/dev/null;");
        pids.forEach(
                pid -> command.append(" kill -").append(name).append(' ').append(pid).append(';'));
        try {
            new ProcessBuilder("/bin/sh", "-c", command + " true").start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("cannot run /bin/sh to send a signal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
