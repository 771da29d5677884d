package dev.kycplatform.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;

/**
 * What the JVM has read, verified and linked for a start, kept for later ones (JEP 483, JEP 514). It is of one build,
 * one JVM and one lifespan's options; the JVM itself leaves a cache alone that does not fit.
 */
public final class StartCache {
    private final Path application;
    private final Path file;

    private StartCache(Path application, Path file) {
        this.application = application;
        this.file = file;
    }

    /** It lies beside the directory that the program is in. */
    static StartCache of(ServiceProgram program) {
        var name = "start-%s.aot".formatted(program.lifespan().name().toLowerCase(Locale.ROOT));
        return new StartCache(
                program.application(),
                program.application().resolveSibling(Path.of("..", name)).normalize());
    }

    Path file() {
        return file;
    }

    /** Whether a start of this build has been watched. One that was cut off while it was written is empty. */
    boolean isCurrent() {
        try {
            return Files.exists(file)
                    && Files.size(file) > 0
                    && Files.getLastModifiedTime(file)
                                    .compareTo(Files.getLastModifiedTime(application))
                            > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts all services of such a stack once and stops them, unless a start of each has been watched already. Takes as
     * long as a start and about as long again; it pays when many starts follow. Whoever else wants the same waits.
     *
     * @param settings of a stack that nobody uses; what it writes, the caches apart, is of no use afterwards
     */
    public static void train(StackSettings settings) {
        var lock = settings.workspace().state().resolve("start-caches.lock");
        try {
            Files.createDirectories(settings.workspace().state());
            try (var channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                trainAlone(settings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void trainAlone(StackSettings settings) {
        var areCurrent =
                settings.services().stream()
                        .map(settings::program)
                        .map(StartCache::of)
                        .allMatch(StartCache::isCurrent);
        if (!areCurrent) {
            Stack.start(settings, Clock.systemUTC(), ServiceProgram::watched).close();
        }
    }
}
