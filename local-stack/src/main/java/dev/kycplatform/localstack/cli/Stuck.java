package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.localstack.Service;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Accepted jobs without a result. */
@Command(
        name = "stuck",
        description =
                "Lists the jobs accepted more than ten minutes ago that have no result and are not parked.",
        mixinStandardHelpOptions = true)
final class Stuck implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private OperatorOptions options;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "How many at most, oldest first; ${DEFAULT-VALUE} unless said.")
    private int limit;

    @Override
    public Integer call() {
        JsonNode found = options.client(Service.INTAKE).get("/admin/jobs/stuck?limit=" + limit);
        return options.print(found, JobText.stuck(found));
    }
}
