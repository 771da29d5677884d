package dev.kycplatform.sandbox;

import static dev.kycplatform.sandbox.AuthorityClient.ask;
import static dev.kycplatform.sandbox.AuthorityClient.setFaults;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FaultKnobsIT {
    private static final String NUMBER = "00000000000";

    @BeforeEach
    @AfterEach
    void turnEverythingOff() {
        AuthorityClient.reset("ng-nibss");
    }

    @Test
    void areAllOffAtFirst() {
        given().get("/authorities/ng-nibss/faults")
                .then()
                .statusCode(200)
                .body("latency", nullValue())
                .body("error_rate", equalTo(0.0f))
                .body("outage", equalTo(false))
                .body("rate_limit", nullValue())
                .body("truncated_body", equalTo(false))
                .body("oversized_body", nullValue())
                .body("wrong_content_type", nullValue())
                .body("slow_drip", nullValue());
    }

    @Test
    void areReadAsTheyWereSet() {
        var faults =
                """
                {"latency":{"median":"PT0.005S","p99":"PT0.05S"},"error_rate":0.5,"outage":true,\
                "rate_limit":{"per_second":50,"retry_after":"PT2S"},"truncated_body":true,\
                "oversized_body":3000000,"wrong_content_type":"text/html","slow_drip":"PT20S"}""";

        var set = setFaults("ng-nibss", faults).statusCode(200).extract().body().asString();
        var read = given().get("/authorities/ng-nibss/faults").body().asString();

        assertThat(set).isEqualTo(faults);
        assertThat(read).isEqualTo(faults);
    }

    @Test
    void areReplacedAsAWhole() {
        setFaults("ng-nibss", "{\"outage\":true}");
        setFaults("ng-nibss", "{\"error_rate\":0}");

        ask("ng-nibss", NUMBER).statusCode(200);
    }

    @Test
    void areRefusedWithTheReasonAndLeftAsTheyWere() {
        setFaults("ng-nibss", "{\"outage\":true}");

        setFaults("ng-nibss", "{\"error_rate\":2}")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID_FAULTS"))
                .body("detail", containsString("error_rate must be a number from 0 to 1"));

        ask("ng-nibss", NUMBER).statusCode(503);
    }

    @Test
    void areRefusedIfTheyAreNoJson() {
        setFaults("ng-nibss", "{").statusCode(400).body("status", equalTo(400));
        setFaults("ng-nibss", "").statusCode(400);
    }

    @Test
    void takeAnAuthorityDownAndUpAgain() {
        setFaults("ng-nibss", "{\"outage\":true}").statusCode(200);

        ask("ng-nibss", NUMBER)
                .statusCode(503)
                .contentType("application/json")
                .body("error", equalTo("unavailable"));
        ask("ke-iprs", "00000000").statusCode(200);

        AuthorityClient.reset("ng-nibss");
        ask("ng-nibss", NUMBER).statusCode(200);
    }

    @Test
    void makeEveryQuestionEnd500() {
        setFaults("ng-nibss", "{\"error_rate\":1}");

        ask("ng-nibss", NUMBER).statusCode(500).body("error", equalTo("internal"));
    }

    @Test
    void limitTheRateAndSayWhenToComeBack() {
        setFaults("ng-nibss", "{\"rate_limit\":{\"per_second\":1,\"retry_after\":\"PT1.5S\"}}");

        ask("ng-nibss", NUMBER).statusCode(200);
        ask("ng-nibss", NUMBER)
                .statusCode(429)
                .header("Retry-After", "2")
                .body("error", equalTo("too_many_requests"));
    }

    @Test
    void delayAnswersWithoutDelayingEachOther() {
        setFaults("ng-nibss", "{\"latency\":{\"fixed\":\"PT1S\"}}");
        var startedAt = System.nanoTime();

        try (var client = HttpClient.newHttpClient()) {
            var answers =
                    IntStream.range(0, 200)
                            .mapToObj(_ -> client.sendAsync(question(), discarding()))
                            .toList();
            answers.stream().map(CompletableFuture::join).forEach(FaultKnobsIT::isFound);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Test
    void endTheConnectionInTheMiddleOfABody() {
        setFaults("ng-nibss", "{\"truncated_body\":true}");

        try (var client = HttpClient.newHttpClient()) {
            assertThatIOException()
                    .isThrownBy(() -> client.send(question(), discarding()))
                    .withMessageContaining("fixed content-length");
        }
    }

    @Test
    void makeBodiesTooLarge() {
        setFaults("ng-nibss", "{\"oversized_body\":3000000}");

        var body =
                ask("ng-nibss", NUMBER)
                        .statusCode(200)
                        .body("FirstName", equalTo("Joe"))
                        .extract()
                        .body()
                        .asByteArray();

        assertThat(body).hasSize(3_000_000);
    }

    @Test
    void announceAnotherContentType() {
        setFaults("ng-nibss", "{\"wrong_content_type\":\"text/html\"}");

        ask("ng-nibss", NUMBER).statusCode(200).header("Content-Type", containsString("text/html"));
    }

    @Test
    void letBodiesDrip() throws IOException, InterruptedException {
        setFaults("ng-nibss", "{\"slow_drip\":\"PT1S\"}");
        var startedAt = System.nanoTime();

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(question(), HttpResponse.BodyHandlers.ofInputStream());
            var answeredAt = System.nanoTime();
            var body = answer.body().readAllBytes();

            assertThat(Duration.ofNanos(answeredAt - startedAt)).isLessThan(Duration.ofMillis(900));
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(new String(body, UTF_8)).endsWith("}");
        }
    }

    @Test
    void combine() {
        setFaults(
                "ng-nibss",
                "{\"truncated_body\":true,\"slow_drip\":\"PT0.1S\",\"oversized_body\":100000}");

        try (var client = HttpClient.newHttpClient()) {
            assertThatIOException()
                    .isThrownBy(() -> client.send(question(), discarding()))
                    .withMessageContaining("100000");
        }
    }

    private static HttpRequest question() {
        var lookups = "http://localhost:" + RestAssured.port + "/authorities/ng-nibss/lookups";
        return HttpRequest.newBuilder(URI.create(lookups))
                .version(HttpClient.Version.HTTP_1_1)
                .header("X-Api-Key", AuthorityClient.API_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id_number\":\"" + NUMBER + "\"}"))
                .build();
    }

    private static HttpResponse.BodyHandler<Void> discarding() {
        return HttpResponse.BodyHandlers.discarding();
    }

    private static void isFound(HttpResponse<Void> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
