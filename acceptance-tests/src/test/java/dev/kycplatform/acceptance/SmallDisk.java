package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of its own under the database's data, with little room beside them. It is memory, which only root may mount; what
 * is written meanwhile goes back to the disk at the end.
 */
final class SmallDisk implements AutoCloseable {
    private static final long MEGABYTE = 1 << 20;

    /** Enough for what a round writes. */
    private static final long ROOM = 160;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresServer server;
    private final Path data;
    private final Path aside;
    private final Path filler;
    private final Path log;
    private long filledAt;

    private SmallDisk(PostgresServer server, Path log) {
        this.server = server;
        this.data = server.data();
        this.aside = data.resolveSibling(data.getFileName() + ".aside");
        this.filler = data.resolve("filler");
        this.log = log;
    }

    /** Skips the test, saying why, where nothing can be mounted. */
    static void assumePossible() {
        whyImpossible()
                .ifPresent(
                        why ->
                                Assumptions.abort(
                                        "a full disk needs a file system of its own, and none can be mounted here: "
                                                + why));
    }

    private static Optional<String> whyImpossible() {
        try {
            var place = Files.createTempDirectory("small-disk");
            try {
                var mounted = Run.of(mount(place, 1));
                if (!mounted.succeeded()) {
                    return Optional.of(mounted.output().strip());
                }
                Run.of(new ProcessBuilder("umount", place.toString())).successful();
                return Optional.empty();
            } finally {
                Files.delete(place);
            }
        } catch (UncheckedIOException noSuchProgram) {
            return Optional.of(String.valueOf(noSuchProgram.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server, moves its data and starts it again. @param log of the server */
    static SmallDisk under(PostgresServer server, Path log) throws IOException {
        var disk = new SmallDisk(server, log);
        server.stop();
        try {
            Files.move(disk.data, disk.aside);
            Files.createDirectory(disk.data);
            Run.of(mount(disk.data, megabytes(disk.aside) + ROOM)).successful();
            copy(disk.aside, disk.data);
        } catch (IOException | RuntimeException | Error e) {
            disk.close();
            throw e;
        }
        server.start();
        return disk;
    }

    /** Takes all the room that is left. */
    void fill() throws IOException {
        filledAt = Files.size(log);
        var much = ByteBuffer.allocate((int) MEGABYTE);
        var little = ByteBuffer.allocate(4096);
        try (var file =
                FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var part : new ByteBuffer[] {much, little}) {
                fill(file, part);
            }
        }
    }

    private static void fill(FileChannel file, ByteBuffer part) {
        try {
            while (true) {
                file.write(part.clear());
            }
        } catch (IOException isFull) {
            // What this was to find.
        }
    }

    /** Returns once the server has found no room: until then nothing is shown. */
    void awaitFelt() {
        Awaitility.await("the database to find its disk full")
                .atMost(PATIENCE)
                .until(() -> logSince(filledAt).contains("No space left on device"));
    }

    private String logSince(long position) throws IOException {
        var text = Files.readAllBytes(log);
        return new String(
                text, (int) position, text.length - (int) position, StandardCharsets.UTF_8);
    }

    /** Gives the room back, and starts the server if it has given up, as somebody would. */
    void free() throws IOException {
        Files.delete(filler);
        server.awaitReady();
    }

    /** The data are back where they were, and the server runs. */
    @Override
    public void close() throws IOException {
        server.stop();
        if (Files.exists(data.resolve("PG_VERSION"))) {
            var back = data.resolveSibling(data.getFileName() + ".back");
            Files.createDirectory(back);
            copy(data, back);
            Run.of(new ProcessBuilder("umount", data.toString())).successful();
            Files.delete(data);
            Files.move(back, data);
            Run.of(new ProcessBuilder("rm", "-r", aside.toString())).successful();
        } else {
            Run.of(new ProcessBuilder("umount", data.toString()));
            Files.deleteIfExists(data);
            Files.move(aside, data);
        }
        server.start();
    }

    private static ProcessBuilder mount(Path place, long megabytes) {
        return new ProcessBuilder(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + megabytes + "m",
                "small-disk",
                place.toString());
    }

    /** With owners and rights, and those of the directory itself. */
    private static void copy(Path from, Path to) {
        Run.of(new ProcessBuilder("cp", "-a", from + "/.", to.toString())).successful();
    }

    private static long megabytes(Path directory) {
        var told = Run.of(new ProcessBuilder("du", "-sm", directory.toString())).successful();
        return Long.parseLong(told.split("\\s")[0]);
    }
}
