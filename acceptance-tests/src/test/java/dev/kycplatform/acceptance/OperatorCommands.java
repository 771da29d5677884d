package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.Service;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code ./kyc} as an operator runs it against the running services. */
final class OperatorCommands {
    private static final String OPERATOR = "operator";
    private static final String COMPLIANCE = "compliance";

    /** What the first command has loaded, kept for those after it; of this JVM's commands alone. */
    private static final Path LOADED =
            Path.of("target", "commands-%d.jsa".formatted(ProcessHandle.current().pid()))
                    .toAbsolutePath();

    private final Path directory;

    /** @param directory where the operators' tokens are put */
    OperatorCommands(Path directory) {
        this.directory = directory;
        try {
            for (var role : List.of(OPERATOR, COMPLIANCE)) {
                Files.writeString(
                        directory.resolve(role),
                        Platform.stack().operator().token(role, Clock.systemUTC()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints; it must succeed. */
    String run(String... arguments) {
        return of(OPERATOR, arguments).successful();
    }

    /** What it prints when it is refused. */
    String refused(String... arguments) {
        return of(OPERATOR, arguments).failed();
    }

    /** The same as somebody of Compliance. */
    String runForCompliance(String... arguments) {
        return of(COMPLIANCE, arguments).successful();
    }

    private Run of(String role, String... arguments) {
        var stack = Platform.stack();
        var command = new ArrayList<>(List.of(arguments));
        command.addAll(
                List.of(
                        "--url=" + stack.service(Service.INTAKE).baseUrl(),
                        "--worker-url=" + stack.service(Service.WORKER).baseUrl(),
                        "--dispatcher-url=" + stack.service(Service.DISPATCHER).baseUrl(),
                        "--flow-url=" + stack.service(Service.FLOW).baseUrl(),
                        "--token-file=" + directory.resolve(role)));
        return Run.of(new ProcessBuilder(launcher(directory, command)));
    }

    /** The command behind {@code ./kyc} in a checkout, with these arguments. */
    static List<String> launcher(Path checkout, List<String> arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+AutoCreateSharedArchive",
                                "-XX:SharedArchiveFile=" + LOADED,
                                "-Xlog:disable",
                                "-Dkyc.root=" + checkout,
                                "-cp",
                                archives(),
                                "dev.kycplatform.localstack.cli.Kyc"));
        command.addAll(arguments);
        return command;
    }

    /** Nothing is kept of what is loaded from a directory; here it has only tests. */
    private static String archives() {
        var classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !Files.isDirectory(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
