package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Accepted jobs, as an operator. */
@Command(
        name = "jobs",
        description = "Lists accepted jobs, cancels parked ones.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Jobs implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // given by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private OperatorOptions options;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }

    @Command(description = "Lists jobs by partner and job id.")
    int list(
            @Option(names = "--partner", description = "Only this one's.") @Nullable String partner,
            @Option(
                            names = "--state",
                            description = "Only answered, parked, unconfirmed or unanswered ones.")
                    @Nullable String state,
            @Option(
                            names = "--since",
                            description =
                                    "Only those accepted since then, as 2026-01-31T12:00:00Z.")
                    @Nullable String since,
            @Option(
                            names = "--limit",
                            defaultValue = "100",
                            description = "How many at most; ${DEFAULT-VALUE} unless said.")
                    int limit) {
        ArrayNode jobs = OperatorClient.JSON.createArrayNode();
        String filter = query("partner", partner) + query("state", state) + query("since", since);
        String after = "";
        boolean isMore = true;
        while (isMore && jobs.size() < limit) {
            int most = Math.min(1_000, limit - jobs.size());
            JsonNode page =
                    options.client(Service.INTAKE)
                            .get("/admin/jobs?limit=" + most + filter + after);
            page.path("jobs").forEach(jobs::add);
            isMore = page.has("next_job");
            after =
                    query("after_partner", page.path("next_partner").asText())
                            + query("after_job", page.path("next_job").asText());
        }
        String more = isMore ? "There are more; --limit shows more of them.%n".formatted() : "";
        return options.print(jobs, JobText.list(jobs) + more);
    }

    @Command(
            description =
                    "Ends a parked job with 1015: it is stored, announced and called back as any end.")
    int cancel(
            @Parameters(paramLabel = "PARTNER") String partner,
            @Parameters(paramLabel = "JOB_ID") String jobId,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        ObjectNode body = OperatorClient.JSON.createObjectNode();
        if (reason != null) {
            body.put("reason", reason);
        }
        JsonNode ended =
                options.client(Service.WORKER)
                        .post(
                                "/admin/jobs/%s/%s/cancel"
                                        .formatted(
                                                OperatorClient.encoded(partner),
                                                OperatorClient.encoded(jobId)),
                                body);
        return options.print(
                ended,
                ended.path("cancelled").asBoolean()
                        ? "Cancelled: the job has ended with 1015.%n".formatted()
                        : "Too late: the job has ended with %s.%n"
                                .formatted(ended.path("result_code").asText()));
    }

    private static String query(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + OperatorClient.encoded(value);
    }
}
