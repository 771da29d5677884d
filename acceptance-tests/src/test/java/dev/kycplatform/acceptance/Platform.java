package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Partner;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The one stack all acceptance tests of a JVM run against; each leaves it whole. Retries and leases are
 * shortened, so that what takes minutes in earnest takes seconds here.
 */
final class Platform {
    /** What the sandbox's authorities with an API key want to see. */
    static final String AUTHORITY_KEY = "a key of the tests";

    private static final Path STATE = state();

    private static final Stack STACK =
            Stack.start(
                    StackSettings.forTests(Workspace.find(), STATE)
                            .withEnvironment(
                                    Service.INTAKE, Map.of("INTAKE_SYNC_ANSWER_WITHIN", "12s"))
                            .withEnvironment(
                                    Service.SANDBOX_AUTHORITY,
                                    Map.of("SANDBOX_API_KEY", AUTHORITY_KEY))
                            .withEnvironment(
                                    Service.WORKER,
                                    Map.of(
                                            "SANDBOX_AUTHORITY_API_KEY", AUTHORITY_KEY,
                                            "WORKER_PARKING_LEASE", "12s",
                                            "WORKER_AUTHORITY_CONNECT_TIMEOUT", "1s",
                                            "WORKER_AUTHORITY_ANSWER_TIMEOUT", "4s",
                                            "WORKER_CIRCUIT_OPEN_FOR", "1s",
                                            "WORKER_PARKING_LONGEST_DELAY", "2s"))
                            .withEnvironment(
                                    Service.FLOW, Map.of("FLOW_VERIFICATION_RELAY_LEASE", "10s"))
                            .withEnvironment(
                                    Service.DISPATCHER,
                                    Map.of(
                                            "DISPATCHER_RETRY_SCHEDULE",
                                                    "1s,1s,2s,2s,5s,5s,5s,5s,5s",
                                            "DISPATCHER_CONNECT_TIMEOUT", "2s",
                                            "DISPATCHER_TIMEOUT", "4s",
                                            "DISPATCHER_PROBE_INTERVAL", "2s",
                                            "DISPATCHER_LEASE", "10s")));

    private Platform() {}

    static Stack stack() {
        return STACK;
    }

    static PartnerClient partner() {
        return new PartnerClient(STACK.partner());
    }

    /** A new partner that may look up this ID type only. Returns when every service knows it. */
    static PartnerClient partnerWith(String idType) {
        var known = STACK.partner();
        var made = registered(idType);
        var partner =
                new Partner(
                        made.path("partner_id").asText(),
                        made.path("api_key").asText(),
                        made.path("webhook_secret").asText(),
                        known.baseUrl(),
                        known.httpsBaseUrl(),
                        known.caFile());
        Awaitility.await("intake to know the partner")
                .atMost(Duration.ofSeconds(20))
                .until(partner::isInForce);
        var client = new PartnerClient(partner);
        var type = idType.split("/");
        Awaitility.await("the worker to know the partner")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () ->
                                !client.verify(
                                                client.job(
                                                        client.newJobId(),
                                                        type[0],
                                                        type[1],
                                                        "00000000",
                                                        "https://localhost/"))
                                        .body()
                                        .path("ResultCode")
                                        .asText()
                                        .equals("1016"));
        return client;
    }

    private static JsonNode registered(String idType) {
        var request =
                HttpRequest.newBuilder(STACK.partner().baseUrl().resolve("/admin/partners"))
                        .timeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer " + STACK.operatorToken())
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"name\":\"One ID type\",\"id_types\":[\"%s\"]}"
                                                .formatted(idType)))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return new ObjectMapper()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Path logs() {
        return STATE.resolve("logs");
    }

    /** A superuser's connection: tests look behind the services' backs. */
    static Connection database() throws SQLException {
        return DriverManager.getConnection(STACK.adminJdbcUrl());
    }

    private static Path state() {
        try {
            var target = Files.createDirectories(Path.of("target").toAbsolutePath());
            return Files.createTempDirectory(target, "stack-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
