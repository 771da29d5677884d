package dev.kycplatform.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
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
    private final URI asked;

    SandboxAuthority(String name) {
        this(Platform.stack(), name);
    }

    SandboxAuthority(Stack stack, String name) {
        var authority = stack.service(Service.SANDBOX_AUTHORITY).baseUrl() + "/authorities/" + name;
        this.faults = URI.create(authority + "/faults");
        this.asked = URI.create(authority + "/asked");
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

    /** How often it was asked since it started, by its own count. */
    long asked() {
        try {
            return new ObjectMapper()
                    .readTree(send(HttpRequest.newBuilder(asked)))
                    .path("asked")
                    .asLong();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
