package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.process.ProcessException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** The commands behind {@code ./kyc}; the script has found the JDK and built what they need. */
@Command(
        name = "kyc",
        description = "Runs the KYC platform on this machine.",
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            Logs.class,
            Deliveries.class,
            Demo.class,
            Partners.class,
            Authorities.class,
            Why.class,
            Jobs.class,
            Results.class,
            Stuck.class,
            DeadLetters.class,
            Lag.class,
            UsageReport.class,
            Apps.class,
            Flows.class,
            Reviews.class,
            Report.class,
            Secrets.class,
            Broker.class,
        })
public final class Kyc {
    private Kyc() {}

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        System.exit(commands().execute(arguments));
    }

    static CommandLine commands() {
        CommandLine commands = new CommandLine(new Kyc());
        commands.setExecutionExceptionHandler(
                (exception, command, parsed) -> {
                    if (exception instanceof ProcessException forThePerson) {
                        System.err.println("kyc: " + forThePerson.getMessage());
                        return ExitCode.SOFTWARE;
                    }
                    throw exception;
                });
        return commands;
    }
}
