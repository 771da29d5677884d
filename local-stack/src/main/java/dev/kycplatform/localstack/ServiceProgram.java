package dev.kycplatform.localstack;

import dev.kycplatform.localstack.process.Lifespan;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a packaged service is run.
 *
 * @param application its {@code quarkus-run.jar}
 * @param heapMegabytes at most
 */
public record ServiceProgram(Path application, Lifespan lifespan, int heapMegabytes) {
    /** What the build has changed comes before what it was. */
    private static final List<String> CLASS_PATH =
            List.of(
                    "quarkus/transformed-bytecode.jar",
                    "quarkus/generated-bytecode.jar",
                    "app/*",
                    "lib/boot/*",
                    "lib/main/*");

    private static final List<String> OPENED =
            List.of("java.lang", "java.nio", "jdk.internal.misc");

    /** The JVM would say so in its own words, in a log whose every line is JSON. */
    private static final String UNUSED_PARTS_ARE_NO_NEWS = "-Xlog:aot*=error";

    /** With its {@link StartCache} if there is one of this build. */
    public List<String> command() {
        var cache = StartCache.of(this);
        return cache.isCurrent()
                ? onOneClassPath("-XX:AOTCache=" + cache.file(), UNUSED_PARTS_ARE_NO_NEWS)
                : command(Stream.of("-jar", application.toString()));
    }

    /** The same, and its start is watched: what comes of it is written when it stops. */
    List<String> watched() {
        return onOneClassPath("-XX:AOTCacheOutput=" + StartCache.of(this).file());
    }

    /** As in the images: what the framework's own launcher loads is in no cache. */
    private List<String> onOneClassPath(String... options) {
        var classPath =
                CLASS_PATH.stream()
                        .map(part -> application.resolveSibling(part).toString())
                        .collect(Collectors.joining(File.pathSeparator));
        return command(
                Stream.of(
                                Stream.of(options),
                                OPENED.stream()
                                        .map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted),
                                Stream.of("-cp", classPath, mainClass()))
                        .flatMap(part -> part));
    }

    private List<String> command(Stream<String> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(lifespan.options(heapMegabytes));
        command.addAll(
                List.of(
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        program.forEach(command::add);
        return command;
    }

    /** What the framework's own launcher reads first: two numbers, then the main class. */
    private String mainClass() {
        var description = application.resolveSibling("quarkus/quarkus-application.dat");
        try (var data = new DataInputStream(Files.newInputStream(description))) {
            data.skipNBytes(2 * Integer.BYTES);
            return data.readUTF();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + description, e);
        }
    }
}
