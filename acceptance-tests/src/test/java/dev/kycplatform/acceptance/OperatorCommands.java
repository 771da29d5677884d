package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./kyc} as an operator runs it against the running services. */
final class OperatorCommands {
    private final Path directory;

    /** @param directory where the operator's token is put */
    OperatorCommands(Path directory) {
        this.directory = directory;
        try {
            Files.writeString(directory.resolve("token"), Platform.stack().operatorToken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it prints; it must succeed. */
    String run(String... arguments) {
        var stack = Platform.stack();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Dkyc.root=" + directory,
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        "dev.kycplatform.localstack.cli.Kyc"));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "--url=" + stack.service(Service.INTAKE).baseUrl(),
                        "--worker-url=" + stack.service(Service.WORKER).baseUrl(),
                        "--dispatcher-url=" + stack.service(Service.DISPATCHER).baseUrl(),
                        "--flow-url=" + stack.service(Service.FLOW).baseUrl(),
                        "--token-file=" + directory.resolve("token")));
        return Run.of(new ProcessBuilder(command)).successful();
    }
}
