package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What production tells of a job: its spans and its log lines. On a stack of its own, which tells every trace. */
class ObservedJobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NUMBER = "76543210987";

    private static final TraceCollector COLLECTOR = TraceCollector.open();
    private static final CallbackInbox INBOX = CallbackInbox.open();
    private static Stack stack;
    private static PartnerClient partner;

    @BeforeAll
    static void start() throws Exception {
        var state =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "observed-");
        stack =
                Stack.start(
                        StackSettings.forTests(Workspace.find(), state)
                                .with(
                                        List.of(
                                                Service.SANDBOX_AUTHORITY,
                                                Service.INTAKE,
                                                Service.WORKER,
                                                Service.DISPATCHER))
                                .withEnvironment(
                                        Map.of(
                                                "KYC_ENVIRONMENT", "production",
                                                "QUARKUS_OTEL_SDK_DISABLED", "false",
                                                "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "1.0",
                                                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms",
                                                "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL",
                                                        "http/protobuf",
                                                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                                                        COLLECTOR.url(),
                                                "QUARKUS_LOG_CATEGORY__DEV_KYCPLATFORM__LEVEL",
                                                        "DEBUG",
                                                "QUARKUS_LOG_CATEGORY__DEV_KYCPLATFORM__MIN_LEVEL",
                                                        "DEBUG")));
        partner = new PartnerClient(stack.partner());
        ProductionIT.letIn(stack);
        await("production to be enabled")
                .atMost(PATIENCE)
                .until(() -> partner.submit(job(partner.newJobId())).status() == 200);
    }

    @AfterAll
    static void stop() {
        stack.close();
        INBOX.close();
        COLLECTOR.close();
    }

    @Test
    void oneTraceLeadsFromTheRequestThroughKafkaToTheAuthorityAndTheCallback() {
        var jobId = partner.newJobId();
        partner.submit(job(jobId));
        var callback = INBOX.await(jobId);
        var trace = callback.headers().firstValue("traceparent").orElseThrow().split("-")[1];

        var spans =
                await("all spans")
                        .atMost(PATIENCE)
                        .until(() -> COLLECTOR.ofTrace(trace), found -> found.size() >= 5);

        assertThat(spans)
                .extracting(span -> span.service() + ": " + span.name())
                .containsExactlyInAnyOrder(
                        "intake-service: async_id_verification",
                        "verification-worker: handle kyc.jobs",
                        "verification-worker: ask ng-nibss",
                        "callback-dispatcher: handle kyc.results",
                        "callback-dispatcher: deliver callback");
        var ids = spans.stream().map(TraceCollector.Span::spanId).collect(Collectors.toSet());
        assertThat(spans)
                .filteredOn(span -> !span.service().equals("intake-service"))
                .allSatisfy(span -> assertThat(ids).contains(span.parentId()));
        assertThat(spans)
                .filteredOn(span -> !span.name().startsWith("ask"))
                .allSatisfy(
                        span ->
                                assertThat(span.attributes())
                                        .containsEntry("kyc.job", jobId)
                                        .containsEntry("kyc.partner", stack.partner().partnerId()));
        assertThat(spans)
                .filteredOn(span -> span.name().startsWith("ask"))
                .allSatisfy(
                        span -> assertThat(span.attributes()).containsEntry("kyc.answer", "found"));
    }

    @Test
    void someoneWhoWaitsOnTheLineIsOneTraceToo() {
        var jobId = partner.newJobId();

        partner.verify(job(jobId));

        await("its spans")
                .atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(COLLECTOR.everything())
                                        .contains(
                                                jobId, "id_verification", "handle kyc.jobs.sync"));
    }

    @Test
    void nothingPersonalIsInATraceOrALog() throws IOException {
        var jobId = partner.newJobId();
        partner.submit(job(jobId));
        var callback = INBOX.await(jobId);
        await("its spans").atMost(PATIENCE).until(() -> COLLECTOR.everything().contains(jobId));

        var personal =
                List.of(
                        NUMBER,
                        "a-person-of-the-test",
                        "Recognisable",
                        "only-for-the-partner",
                        "/callback",
                        callback.body().path("FullName").asText("Recognisable"));

        assertThat(personal).allSatisfy(text -> assertThat(text).isNotEmpty());
        assertThat(COLLECTOR.everything()).doesNotContain(personal);
        for (var line : lines()) {
            assertThat(line).doesNotContain(personal);
        }
    }

    @Test
    void everyLogLineIsJsonAndThoseOfAJobNameItAndItsTrace() throws IOException {
        var jobId = partner.newJobId();
        partner.submit(job(jobId));
        var trace =
                INBOX.await(jobId).headers().firstValue("traceparent").orElseThrow().split("-")[1];
        await("the attempt to be logged")
                .atMost(PATIENCE)
                .until(
                        () ->
                                linesOf(jobId).stream()
                                        .anyMatch(
                                                line ->
                                                        service(line)
                                                                .equals("callback-dispatcher")));

        assertThat(lines())
                .allSatisfy(line -> assertThat(json(line).path("message").isTextual()).isTrue());
        assertThat(lines())
                .extracting(line -> json(line).path("service").asText())
                .contains("intake-service", "verification-worker", "callback-dispatcher")
                .doesNotContain("");
        assertThat(linesOf(jobId))
                .extracting(ObservedJobsIT::service)
                .contains("verification-worker", "callback-dispatcher");
        assertThat(linesOf(jobId))
                .allSatisfy(
                        line -> {
                            assertThat(line.path("mdc").path("traceId").asText()).isEqualTo(trace);
                            assertThat(line.path("mdc").path("partnerId").asText())
                                    .isEqualTo(stack.partner().partnerId());
                        });
    }

    private static ObjectNode job(String jobId) {
        var job = partner.job(jobId, "NG", "BVN", NUMBER, INBOX.url());
        job.put("first_name", "Recognisable");
        job.withObject("partner_params")
                .put("user_id", "a-person-of-the-test")
                .put("note", "only-for-the-partner");
        return job;
    }

    private static String service(JsonNode line) {
        return line.path("service").asText();
    }

    private static List<JsonNode> linesOf(String jobId) throws IOException {
        return lines().stream()
                .map(ObservedJobsIT::json)
                .filter(line -> line.path("mdc").path("jobId").asText().equals(jobId))
                .toList();
    }

    private static List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        for (var instance : stack.instances()) {
            if (instance.service().ours()) {
                lines.addAll(Files.readAllLines(instance.log()));
            }
        }
        return lines;
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
