package dev.kycplatform.localstack.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Ends {@code ./kyc test}: what the tests took, and what was not tested. */
@Command(
        name = "report",
        description =
                "Shows what each tier of the last tests took and may take, and every skipped one with its reason.",
        mixinStandardHelpOptions = true)
final class Report implements Callable<Integer> {
    @Option(
            names = "--since",
            description = "Leave out reports older than this (seconds since 1970).")
    private long since;

    @Override
    public Integer call() {
        Path root = Checkout.current().root();
        System.out.print(TestReports.under(root, Instant.ofEpochSecond(since)).toText());
        return ExitCode.OK;
    }
}
