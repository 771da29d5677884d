package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.secret.DevelopmentSecrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Makes the secrets of a stack that somebody else starts; containers find them in a volume. */
@Command(
        name = "secrets",
        description = "Makes development keysets, a certificate and an operator's token.",
        mixinStandardHelpOptions = true)
final class Secrets implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIRECTORY",
            description = "Where they go; what is there already is kept.")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
        DevelopmentSecrets.in(directory, Clock.systemUTC());
        System.out.println("Development secrets are in " + directory);
        return ExitCode.OK;
    }
}
