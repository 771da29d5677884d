package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ProcessException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One job's timeline, from what intake, the worker and the dispatcher know of it. */
@Command(
        name = "why",
        description = "Prints what happened to a job, as one timeline.",
        mixinStandardHelpOptions = true)
final class Why implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private OperatorOptions options;

    @Parameters(
            paramLabel = "PARTNER",
            index = "0",
            description = "The partner's id; alone, a SmileJobID.")
    @SuppressWarnings("NullAway.Init") // given by picocli
    private String first;

    @Parameters(paramLabel = "JOB_ID", index = "1", arity = "0..1")
    private @Nullable String jobId;

    @Override
    public Integer call() {
        JsonNode job = options.client(Service.INTAKE).get(path());
        String there =
                "/admin/jobs/%s/%s?accepted_at=%s"
                        .formatted(
                                OperatorClient.encoded(job.path("partner_id").asText()),
                                OperatorClient.encoded(job.path("job_id").asText()),
                                OperatorClient.encoded(job.path("accepted_at").asText()));
        ObjectNode told = OperatorClient.JSON.createObjectNode();
        told.set("job", job);
        told.set("worker", ask(Service.WORKER, there));
        told.set("dispatcher", ask(Service.DISPATCHER, there));
        return options.print(told, Timeline.of(told));
    }

    private String path() {
        return jobId == null
                ? "/admin/jobs/by-smile-job-id/" + OperatorClient.encoded(first)
                : "/admin/jobs/%s/%s"
                        .formatted(OperatorClient.encoded(first), OperatorClient.encoded(jobId));
    }

    /** What one service knows; if it is away, what the others know is still worth telling. */
    private JsonNode ask(Service service, String path) {
        try {
            return options.client(service).get(path);
        } catch (ProcessException e) {
            return TextNode.valueOf(e.getMessage());
        }
    }
}
