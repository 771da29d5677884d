package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Accepted jobs, as an operator. */
@Command(
        name = "jobs",
        description = "Lists accepted jobs, cancels parked ones.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Jobs extends OperatorCommand {
    /** Which parked jobs are cancelled. */
    static final class Parked {
        @Option(names = "--partner", description = "Only this one's.")
        private @Nullable String partner;

        @Option(names = "--state", description = "parked: no others can be cancelled.")
        private @Nullable String state;

        @Option(
                names = "--since",
                description = "Only those accepted since then, as 2026-01-31T12:00:00Z.")
        private @Nullable String since;
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
            description = {
                "Ends a parked job with 1015: it is stored, announced and called back as any end.",
                "Without PARTNER and JOB_ID: every parked job that fits, one by one."
            })
    int cancel(
            @Parameters(paramLabel = "PARTNER", index = "0", arity = "0..1")
                    @Nullable String partner,
            @Parameters(paramLabel = "JOB_ID", index = "1", arity = "0..1") @Nullable String jobId,
            @ArgGroup(exclusive = false) @Nullable Parked parked,
            @Option(names = "--reason", description = "Goes into the audit, with each job.")
                    @Nullable String reason) {
        if (partner != null && jobId != null && parked == null) {
            return cancelOne(partner, jobId, body(reason));
        }
        if (partner != null || parked == null) {
            throw misused(
                    "name a partner and a job, or which: --partner, --since or --state parked");
        }
        if (parked.state != null && !parked.state.equals("parked")) {
            throw misused("only parked jobs can be cancelled");
        }
        return cancelAll(parked, reason);
    }

    private int cancelOne(String partner, String jobId, ObjectNode body) {
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

    private int cancelAll(Parked parked, @Nullable String reason) {
        ObjectNode counts = OperatorClient.JSON.createObjectNode();
        ObjectNode body = body(reason);
        put(body, "partner", parked.partner);
        put(body, "since", parked.since);
        JsonNode page;
        do {
            page = options.client(Service.WORKER).post("/admin/jobs/cancel", body);
            for (String name : List.of("cancelled", "answered", "unreadable")) {
                counts.put(name, counts.path(name).asLong() + page.path(name).asLong());
            }
            put(body, "after_partner", page.path("next_partner").asText());
            put(body, "after_job", page.path("next_job").asText());
        } while (page.has("next_job"));
        return options.print(
                counts,
                "%d cancelled: each has ended with 1015. %d were answered first, %d cannot be opened.%n"
                        .formatted(
                                counts.path("cancelled").asLong(),
                                counts.path("answered").asLong(),
                                counts.path("unreadable").asLong()));
    }

    private static String query(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + OperatorClient.encoded(value);
    }
}
