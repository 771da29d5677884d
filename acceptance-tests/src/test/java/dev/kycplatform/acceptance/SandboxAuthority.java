package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The fault knobs of one sandbox authority. */
final class SandboxAuthority {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI faults;

    SandboxAuthority(String name) {
        this.faults =
                Platform.stack()
                        .service(Service.SANDBOX_AUTHORITY)
                        .baseUrl()
                        .resolve("/authorities/" + name + "/faults");
    }

    void goDown() {
        set("{\"outage\":true}");
    }

    void answerIn(String isoDuration) {
        set("{\"latency\":{\"fixed\":\"" + isoDuration + "\"}}");
    }

    void recover() {
        send(HttpRequest.newBuilder(faults).DELETE());
    }

    /** @param knobs as the authority takes them */
    void set(String knobs) {
        send(
                HttpRequest.newBuilder(faults)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(knobs)));
    }

    private static void send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
