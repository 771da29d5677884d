package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the running services say of their health, as {@code docs/signals.md} has it: who cannot do without what has failed is
 * not ready, and nobody is restarted for it.
 */
class HealthIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Starting takes what it takes; what is waited for afterwards is health. */
    @BeforeAll
    static void start() {
        Platform.stack();
    }

    @Test
    void aServiceThatRunsHasStartedIsReadyAndIsAlive() {
        awaitReady();

        assertThat(services())
                .allSatisfy(
                        service -> {
                            assertThat(health(service, "started").status()).isEqualTo(200);
                            assertThat(health(service, "ready").status()).isEqualTo(200);
                            assertThat(health(service, "live").status()).isEqualTo(200);
                        });
    }

    @Test
    void withoutTheDatabaseNobodyIsReadyAndEverybodyIsAlive() {
        awaitReady();
        var before = processes();
        var postgres = Platform.stack().postgres();

        postgres.kill();
        try {
            awaitNotReadyFor("database_unavailable");
            assertStartedAndAlive();
        } finally {
            postgres.launch();
            postgres.awaitReady();
        }

        awaitReady();
        assertThat(processes()).isEqualTo(before);
        Ledger.awaitQuiet();
    }

    @Test
    void withoutTheBrokerNobodyIsReadyAndEverybodyIsAlive() {
        awaitReady();
        var before = processes();
        var kafka = Platform.stack().kafka();

        kafka.kill();
        try {
            awaitNotReadyFor("event_log_unavailable");
            assertStartedAndAlive();
        } finally {
            kafka.launch();
            kafka.awaitReady();
        }

        awaitReady();
        assertThat(processes()).isEqualTo(before);
        Ledger.awaitQuiet();
    }

    private record Health(int status, JsonNode body) {
        /** What the check of that name says of the thing. */
        String said(String check, String of) {
            return body.path("checks")
                    .valueStream()
                    .filter(one -> one.path("name").asText().equals(check))
                    .map(one -> one.path("data").path(of).asText())
                    .findFirst()
                    .orElse("");
        }
    }

    private static List<Instance> services() {
        return Stream.of(Service.INTAKE, Service.FLOW, Service.WORKER, Service.DISPATCHER)
                .map(Platform.stack()::service)
                .toList();
    }

    private static List<Long> processes() {
        return services().stream()
                .map(service -> service.process().orElseThrow())
                .filter(ChildProcess::isAlive)
                .map(ChildProcess::pid)
                .toList();
    }

    private static void awaitReady() {
        await("every service to be ready")
                .atMost(PATIENCE)
                .until(
                        () ->
                                services().stream()
                                        .allMatch(
                                                service ->
                                                        health(service, "ready").status() == 200));
    }

    private static void awaitNotReadyFor(String dependency) {
        await("no service to be ready")
                .atMost(PATIENCE)
                .until(
                        () ->
                                services().stream()
                                        .map(service -> health(service, "ready"))
                                        .allMatch(
                                                health ->
                                                        health.status() == 503
                                                                && health.said(
                                                                                "dependencies",
                                                                                dependency)
                                                                        .equals(
                                                                                "does not answer")));
    }

    private static void assertStartedAndAlive() {
        assertThat(services())
                .allSatisfy(
                        service -> {
                            assertThat(health(service, "started").status()).isEqualTo(200);
                            assertThat(health(service, "live").status()).isEqualTo(200);
                        });
    }

    private static Health health(Instance service, String kind) {
        var request =
                HttpRequest.newBuilder(service.baseUrl().resolve("/q/health/" + kind))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Health(answer.statusCode(), new ObjectMapper().readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
