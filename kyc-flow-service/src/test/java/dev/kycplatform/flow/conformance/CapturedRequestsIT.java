package dev.kycplatform.flow.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the vendor's clients really sent, replayed byte for byte when they sent it. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class CapturedRequestsIT {
    private static final Pattern CREATED = Pattern.compile("\"created\":([0-9]+)");
    private static final String APP_ADDRESS = "0x65a796a4bD3AaF6370791BefFb1A86EAcfdBc3C1";
    private static final String USER_ADDRESS = "0xC2D7CF95645D33006175B78989035C7c9061d3F9";
    private static @Nullable TestApp app;

    @Inject AdjustableClock clock;

    /** One request as it was captured. */
    record Captured(String client, String method, String path, JsonNode headers, String body) {
        String endpoint() {
            return path.replaceAll("\\?.*", "");
        }

        @Override
        public String toString() {
            return client + " " + endpoint();
        }
    }

    static List<Captured> requests() throws IOException {
        var requests = new ArrayList<Captured>();
        try (var stream = CapturedRequestsIT.class.getResourceAsStream("/captured/requests.json")) {
            for (var request : new ObjectMapper().readTree(Objects.requireNonNull(stream))) {
                requests.add(
                        new Captured(
                                request.get("client").asText(),
                                request.get("method").asText(),
                                request.get("path").asText(),
                                request.get("headers"),
                                request.get("body").asText()));
            }
        }
        return requests;
    }

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @Test
    void areAllThatWereCaptured() throws IOException {
        assertThat(requests()).hasSize(28);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isAnsweredAsItsClientExpects(Captured request) throws IOException, SQLException {
        prepare(request);
        clock.stopAt(createdAt(request).plusSeconds(1));
        var expected =
                Table.rows("captured.tsv", 4).stream()
                        .filter(row -> row[0].equals(request.endpoint()))
                        .findFirst()
                        .orElseThrow();
        var answer = FlowUnderTest.json(send(request, expected[1]));
        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo(expected[2]);
        assertThat(answer.path("message").asText()).contains(expected[3]);
    }

    /** The app with the key that signed, and alice unless she is just being registered. */
    private void prepare(Captured request) throws SQLException {
        if (app == null) {
            app = FlowUnderTest.app("my_app", Optional.of(APP_ADDRESS));
        }
        forgetAlice();
        if (!request.endpoint().equals("/0.2/register")
                && !request.endpoint().equals("/0.2/check_handle")) {
            clock.stopAt(createdAt(request));
            registerAlice();
        }
    }

    private static void registerAlice() {
        var theApp = Objects.requireNonNull(app);
        var body = FlowUnderTest.registration(theApp, "alice", USER_ADDRESS);
        var token = FlowUnderTest.token(theApp);
        FlowUnderTest.postWithToken(token, "/0.2/register", body).then().statusCode(200);
    }

    /** As if she had never been; the captured requests all speak of one alice. */
    private static void forgetAlice() throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            var alice =
                    "(SELECT entity_id FROM flow.entity WHERE app_handle = 'my_app' AND handle = 'alice')";
            for (var table : List.of("lookup", "verification_history")) {
                statement.execute(
                        "DELETE FROM flow.%s WHERE verification_id IN (SELECT verification_id FROM flow.verification WHERE entity_id IN %s)"
                                .formatted(table, alice));
            }
            for (var table :
                    List.of(
                            "verification",
                            "document",
                            "document_content",
                            "entity_item",
                            "entity_signer",
                            "entity")) {
                statement.execute("DELETE FROM flow." + table + " WHERE entity_id IN " + alice);
            }
        }
    }

    private static Instant createdAt(Captured request) {
        var created = CREATED.matcher(request.body());
        assertThat(created.find()).isTrue();
        return Instant.ofEpochSecond(Long.parseLong(created.group(1)));
    }

    /** By hand, so that nothing adds, takes away or rewrites anything. */
    private static String send(Captured request, String status) throws IOException {
        var bytes = request.body().getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(request.method() + " " + request.path() + " HTTP/1.1\r\n");
        head.append("Host: 127.0.0.1\r\nConnection: close\r\n");
        request.headers()
                .properties()
                .forEach(
                        header ->
                                head.append(header.getKey())
                                        .append(": ")
                                        .append(header.getValue().asText())
                                        .append("\r\n"));
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
            var output = new ByteArrayOutputStream();
            output.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            output.writeBytes(bytes);
            socket.getOutputStream().write(output.toByteArray());
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }
}
