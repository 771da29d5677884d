package dev.kycplatform.localstack;

import dev.kycplatform.localstack.process.Lifespan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a packaged service is run: the same memory and options for each, and for what is to be compared with one. */
public final class ServiceProgram {
    private ServiceProgram() {}

    /** @param application its {@code quarkus-run.jar} */
    public static List<String> command(Lifespan lifespan, Path application) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(lifespan.options());
        command.addAll(
                List.of(
                        "-Xms64m",
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-jar",
                        application.toString()));
        return command;
    }
}
