package dev.kycplatform.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, stuck or too much, over bare sockets. */
@QuarkusTest
@TestProfile(RequestGateIT.Impatient.class)
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class RequestGateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A body must come within half a second, and there is room for one of the largest. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("intake.body-within", "500ms", "intake.most-bytes-coming-in", "70000");
        }
    }

    @Test
    void cutsOffABodyThatDoesNotCome() throws IOException {
        assertThat(answer(head("Content-Length: 100") + "{\"partner_id\""))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("content-type: application/json")
                .containsIgnoringCase("connection: close")
                .contains("\"code\":\"408\"");
    }

    @Test
    void cutsOffAChunkedBodyThatDoesNotEnd() throws IOException {
        assertThat(answer(head("Transfer-Encoding: chunked") + "2\r\n{}\r\n"))
                .startsWith("HTTP/1.1 408 ")
                .contains("\"code\":\"408\"");
    }

    @Test
    void refusesALargeBodyByItsLengthAlone() throws IOException {
        assertThat(answer(head("Content-Length: 1000000000")))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"413\"");
    }

    @Test
    void refusesAChunkedBodyOnceItIsTooLarge() throws IOException {
        var chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";

        assertThat(answer(head("Transfer-Encoding: chunked") + chunk.repeat(5)))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"413\"");
    }

    @Test
    void refusesABodyForWhichThereIsNoRoomUntilThereIsAgain() throws IOException {
        var begun = head("Content-Length: 60000") + "x".repeat(50_000);
        Awaitility.await("one of two to find no room")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            try (var other = new Socket("localhost", RestAssured.port)) {
                                other.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
                                other.getOutputStream()
                                        .write(begun.getBytes(StandardCharsets.UTF_8));
                                var answers = answer(begun) + allOf(other);
                                return answers.contains("HTTP/1.1 503 ")
                                        && answers.contains("HTTP/1.1 408 ");
                            }
                        });

        assertThat(answer(head("Content-Length: 60000", "Connection: close") + "x".repeat(60_000)))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void takesAChunkedBody() throws IOException {
        assertThat(
                        answer(
                                head("Transfer-Encoding: chunked", "Connection: close")
                                        + "2\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"2413\"");
    }

    @Test
    void answersInJsonOnWhateverPathAndMethod() throws IOException {
        for (var line : new String[] {"GET /", "PUT /v1/job_status", "BREW /v1/x", "POST /admin"}) {
            assertThat(
                            answer(
                                    line
                                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"))
                    .as(line)
                    .startsWith("HTTP/1.1 40")
                    .contains("json")
                    .contains("\"code\":");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//", "/?x=%zz", "/v1/%zz", "/nothing?%", "/v1/job_status?{", "/v1/\\", "["})
    void answersInJsonToATargetThatIsNoUri(String target) throws IOException {
        for (var method : new String[] {"GET", "POST"}) {
            assertThat(
                            answer(
                                    "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"
                                            .formatted(method, target)))
                    .startsWith("HTTP/1.1 404 ")
                    .containsIgnoringCase("content-type: application/json")
                    .endsWith("{\"error\":\"Not found\",\"code\":\"404\",\"success\":false}");
        }
    }

    @Test
    void answersOperatorsInTheirShapeToATargetThatIsNoUri() throws IOException {
        assertThat(answer("GET /admin/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404 ")
                .containsIgnoringCase("content-type: application/problem+json");
    }

    private static String head(String... headers) {
        return "POST /v1/async_id_verification HTTP/1.1\r\nHost: x\r\n"
                + String.join("\r\n", headers)
                + "\r\n\r\n";
    }

    /** Sends and reads until the connection is closed. */
    private static String answer(String request) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return allOf(socket);
        }
    }

    private static String allOf(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
