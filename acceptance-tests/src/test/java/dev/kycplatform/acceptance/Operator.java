package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What operators do to the worker. */
final class Operator {
    private Operator() {}

    /** Every worker heeds it a few seconds later. */
    static void pause(String authority, String reason) {
        send(
                "POST",
                "/admin/authorities/" + authority + "/pause",
                "{\"reason\":\"" + reason + "\"}");
    }

    static void resume(String authority) {
        send("DELETE", "/admin/authorities/" + authority + "/pause?reason=done", "");
    }

    private static void send(String method, String path, String body) {
        var worker =
                Platform.stack().instances().stream()
                        .filter(it -> it.service() == Service.WORKER && it.isReady())
                        .findFirst()
                        .orElseThrow();
        var request =
                HttpRequest.newBuilder(worker.baseUrl().resolve(path))
                        .header("Authorization", "Bearer " + Platform.stack().operatorToken())
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
