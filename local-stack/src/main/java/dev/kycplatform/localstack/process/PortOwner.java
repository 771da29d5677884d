package dev.kycplatform.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that listens on a port of this machine.
 *
 * @param command how it was started, shortened
 */
public record PortOwner(long pid, String command) {
    private static final int SHORT = 100;
    private static final String LISTENING = "0A";

    /** Empty if nobody listens, or if this user may not know who does. */
    public static Optional<PortOwner> of(int port) {
        return Files.isDirectory(Path.of("/proc/net")) ? fromProc(port) : fromLsof(port);
    }

    @Override
    public String toString() {
        return command + " (process " + pid + ")";
    }

    private static Optional<PortOwner> fromProc(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                sockets.addAll(listeners(Files.readAllLines(Path.of(table)), port));
            } catch (IOException notThere) {
                // A kernel without IPv6 has no second table.
                continue;
            }
        }
        return sockets.isEmpty() ? Optional.empty() : holderOf(sockets);
    }

    /** The links under {@code /proc/<pid>/fd} that stand for a listening socket on the port. */
    static Set<String> listeners(List<String> table, int port) {
        String suffix = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        for (String line : table) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING)) {
                sockets.add("socket:[" + fields[9] + "]");
            }
        }
        return sockets;
    }

    private static Optional<PortOwner> holderOf(Set<String> sockets) {
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    long pid = Long.parseLong(process.getFileName().toString());
                    return Optional.of(new PortOwner(pid, commandOf(process)));
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : open) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException foreignOrEnded) {
            return false;
        }
        return false;
    }

    private static String commandOf(Path process) throws IOException {
        byte[] arguments = Files.readAllBytes(process.resolve("cmdline"));
        return shortened(new String(arguments, StandardCharsets.UTF_8).replace('\0', ' '));
    }

    private static Optional<PortOwner> fromLsof(int port) {
        try {
            Process lsof =
                    new ProcessBuilder("lsof", "-nP", "-iTCP:" + port, "-sTCP:LISTEN", "-Fpc")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String output =
                    new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return fromLsof(output.lines().toList());
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    /** One fact per line, its kind the first letter: p a process id, c a command. */
    static Optional<PortOwner> fromLsof(List<String> lines) {
        long pid = -1;
        for (String line : lines) {
            if (line.startsWith("p")) {
                pid = Long.parseLong(line.substring(1));
            } else if (line.startsWith("c") && pid > 0) {
                return Optional.of(new PortOwner(pid, shortened(line.substring(1))));
            }
        }
        return Optional.empty();
    }

    private static String shortened(String command) {
        String stripped = command.strip();
        return stripped.length() <= SHORT ? stripped : stripped.substring(0, SHORT) + "…";
    }
}
