package dev.kycplatform.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Outlives this JVM for a moment: kills what it was told of and deletes what it was told to, however the JVM ends. A
 * test run that is killed leaves nothing behind.
 */
public final class Reaper {
    /** Its standard input is a pipe from this JVM; the kernel closes it when the JVM is gone. */
    private static final String SCRIPT =
            """
            trap '' INT HUP TERM
            started() {
                if [ -r "/proc/$1/stat" ]; then
                    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
                else
                    ps -o lstart= -p "$1" 2>/dev/null
                fi
            }
            processes=
            directories=
            while IFS= read -r line; do
                case $line in
                    'kill '*)
                        pid=${line#kill }
                        processes="$processes$pid $(started "$pid")
            "
                        ;;
                    'delete '*)
                        directories="$directories${line#delete }
            "
                        ;;
                esac
            done
            printf '%s' "$processes" | while read -r pid since; do
                [ "$(started "$pid")" = "$since" ] && kill -9 "$pid" 2>/dev/null
            done
            printf '%s' "$directories" | while IFS= read -r directory; do
                rm -rf "$directory" 2>/dev/null || { sleep 1; rm -rf "$directory"; }
            done
            """;

    private final Writer orders;

    private Reaper(Writer orders) {
        this.orders = orders;
    }

    public static Reaper start() {
        try {
            Process shell =
                    new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Reaper reaper = new Reaper(shell.outputWriter(StandardCharsets.UTF_8));
            Runtime.getRuntime().addShutdownHook(new Thread(reaper::stayUntilTheEnd));
            return reaper;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start /bin/sh", e);
        }
    }

    /** To be called while the process runs: the reaper notes when it started, and spares a later one of its id. */
    public void kill(long pid) {
        order("kill " + pid);
    }

    public void delete(Path directory) {
        order("delete " + directory.toAbsolutePath());
    }

    /**
     * Nothing to do: being known to the JVM keeps the pipe open until the end, whoever forgets the reaper before. Those
     * that stop in order may still be at it.
     */
    private void stayUntilTheEnd() {}

    private synchronized void order(String line) {
        try {
            orders.write(line + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the reaper has ended", e);
        }
    }
}
