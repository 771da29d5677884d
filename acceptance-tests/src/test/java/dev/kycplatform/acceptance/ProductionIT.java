package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The rules of {@code kyc.environment=production}, on a stack of its own. */
class ProductionIT {
    @Test
    void takesRealNumbersOfPartnersThatAreLetInAndNoTestNumbers() throws Exception {
        var state = Files.createTempDirectory(target(), "production-");
        var settings =
                StackSettings.forTests(Workspace.find(), state)
                        .with(
                                List.of(
                                        Service.SANDBOX_AUTHORITY,
                                        Service.INTAKE,
                                        Service.WORKER,
                                        Service.DISPATCHER))
                        .withEnvironment(
                                Map.of(
                                        "KYC_ENVIRONMENT",
                                        "production",
                                        "INTAKE_ABUSE_LIMIT_MOST",
                                        "3"));
        try (var stack = Stack.start(settings);
                var inbox = CallbackInbox.open()) {
            var partner = new PartnerClient(stack.partner());

            assertThat(code(partner, partner.newJobId(), "12345678901", inbox)).isEqualTo("2220");

            letIn(stack);
            Awaitility.await("production to be enabled")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !code(partner, partner.newJobId(), "1", inbox).equals("2220"));
            assertThat(resultOf(partner, "12345678901", inbox)).isEqualTo("1012");
            assertThat(resultOf(partner, "12345678903", inbox))
                    .as("no last digit means anything here")
                    .isEqualTo("1012");
            assertThat(resultOf(partner, "00000000000", inbox)).isEqualTo("1014");
            assertThat(resultOf(partner, "1234567890", inbox)).isEqualTo("1014");
            assertThat(
                            partner.verify(job(partner, partner.newJobId(), "22345678901", inbox))
                                    .body()
                                    .path("ResultCode")
                                    .asText())
                    .isEqualTo("1012");
            resultOf(partner, "12345678901", inbox);
            resultOf(partner, "12345678901", inbox);
            assertThat(code(partner, partner.newJobId(), "12345678901", inbox))
                    .as("the abuse limit is on")
                    .isEqualTo("2222");
        }
    }

    private static String resultOf(PartnerClient partner, String idNumber, CallbackInbox inbox) {
        var jobId = partner.newJobId();
        var answer = partner.submit(job(partner, jobId, idNumber, inbox));
        assertThat(answer.raw().body()).isEqualTo("{\"success\":true}");
        return inbox.await(jobId).body().path("ResultCode").asText();
    }

    private static String code(
            PartnerClient partner, String jobId, String idNumber, CallbackInbox inbox) {
        return partner.submit(job(partner, jobId, idNumber, inbox)).body().path("code").asText();
    }

    private static ObjectNode job(
            PartnerClient partner, String jobId, String idNumber, CallbackInbox inbox) {
        return partner.job(jobId, "NG", "BVN", idNumber, inbox.url());
    }

    /** Returns at once; services know it a little later. */
    static void letIn(Stack stack) throws IOException, InterruptedException {
        var url =
                stack.service(Service.INTAKE)
                        .baseUrl()
                        .resolve("/admin/partners/" + stack.partner().partnerId());
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(url)
                                    .header("Authorization", "Bearer " + stack.operatorToken())
                                    .header("Content-Type", "application/merge-patch+json")
                                    .method(
                                            "PATCH",
                                            BodyPublishers.ofString(
                                                    "{\"production_enabled\":true}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static Path target() throws IOException {
        return Files.createDirectories(Path.of("target").toAbsolutePath());
    }
}
