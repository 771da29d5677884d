package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class BulkIT {
    private static final String PATH = "/v1/bulk_async_id_verification";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A hundred thousand in the extended run. */
    private static final int ROWS = Integer.getInteger("bulk.rows", 10_000);

    private static final int MOST_ROUNDS = 10;

    /** Bulk requests of one sender, each after the one before. */
    private static final int IN_A_ROW = 200;

    private final String prefix = UUID.randomUUID().toString();
    private RegisteredPartner partner;

    @Inject IntakeConfig config;

    @BeforeEach
    void prepare() {
        partner = IntakeUnderTest.partner();
    }

    @Test
    void acknowledgesEachRowAsItIsAcceptedOrRefused() throws Exception {
        var answer =
                send(
                        partner,
                        List.of(
                                row("one"),
                                "not json",
                                row("two").replace("\"country\":\"NG\",", ""),
                                "",
                                row("three").replace("\"job_type\":5", "\"job_type\":6"),
                                row("four") + " ".repeat(70_000),
                                row("five")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        var rows = byRow(answer.body());
        assertThat(rows.keySet()).containsExactlyInAnyOrder(1, 2, 3, 5, 6, 7);
        assertThat(at(rows, 1).toString())
                .isEqualTo("{\"row\":1,\"job_id\":\"%s-one\",\"success\":true}".formatted(prefix));
        assertThat(code(at(rows, 2))).isEqualTo("2203");
        assertThat(at(rows, 2).path("job_id").isNull()).isTrue();
        assertThat(code(at(rows, 3))).isEqualTo("2213");
        assertThat(at(rows, 3).path("job_id").asText()).isEqualTo(prefix + "-two");
        assertThat(at(rows, 3).path("error").asText()).isEqualTo("A required parameter is missing");
        assertThat(at(rows, 3).path("success").asBoolean(true)).isFalse();
        assertThat(code(at(rows, 5))).isEqualTo("2212");
        assertThat(code(at(rows, 6))).isEqualTo("413");
        assertThat(at(rows, 7).path("success").asBoolean()).isTrue();
        assertThat(claims()).isEqualTo(2);
    }

    @Test
    void takesARowForTheSameJobSentAlone() throws Exception {
        send(partner, List.of(row("same")));
        var alone = IntakeUnderTest.signed(partner, row("same"));

        assertThat(post("/v1/async_id_verification", alone).asString())
                .isEqualTo("{\"success\":true}");
        assertThat(byRow(send(partner, List.of(row("same"), row("same"))).body()).values())
                .allMatch(row -> row.path("success").asBoolean());
        var other = row("same").replace("00000000000", "00000000001");
        assertThat(code(at(byRow(send(partner, List.of(other)).body()), 1))).isEqualTo("2215");
    }

    @Test
    void isForPartnersThatSignOnly() throws Exception {
        assertThat(refusal(new RegisteredPartner(partner.id(), "wrong"))).isEqualTo("2205");
        assertThat(refusal(new RegisteredPartner("999999", partner.apiKey()))).isEqualTo("2205");
        var unsigned =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(url())
                                        .POST(BodyPublishers.ofString(row("x")))
                                        .build(),
                                BodyHandlers.ofString());
        assertThat(unsigned.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(unsigned.body()).path("code").asText()).isEqualTo("2413");
    }

    @Test
    void isTheSamePathWithASlashAtItsEnd() throws Exception {
        for (int i = 0; i < 20; i++) {
            var answer =
                    HttpClient.newHttpClient()
                            .send(
                                    signed(partner, URI.create(url() + "/"))
                                            .POST(BodyPublishers.ofString(row("slash")))
                                            .build(),
                                    BodyHandlers.ofString());
            assertThat(at(byRow(answer.body()), 1).path("success").asBoolean()).isTrue();
        }
    }

    @Test
    void echoesNoIdThatIsNone() throws Exception {
        var answer = byRow(send(partner, List.of(row("x".repeat(1_000)))).body());

        assertThat(code(at(answer, 1))).isEqualTo("2204");
        assertThat(at(answer, 1).path("job_id").isNull()).isTrue();
    }

    @Test
    void givesItsPlaceBackWhenTheClientIsGone() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var socket = new Socket("localhost", RestAssured.port)) {
                socket.getOutputStream().write(head(partner).getBytes(StandardCharsets.UTF_8));
                chunk(socket, row("gone-" + i) + "\n{\"never\":");
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            Awaitility.await("a place")
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> send(partner, List.of()).statusCode() == 200);
        }
    }

    /** As many at a time as one partner may have, each sent as soon as the answer to the one before has ended. */
    @Test
    void givesItsPlaceBackBeforeTheAnswerEnds() throws Exception {
        var most = config.bulk().mostRequestsEach();
        Callable<List<Integer>> sender = this::statusesOfOneAfterTheOther;
        try (var senders = Executors.newFixedThreadPool(most)) {
            for (var statuses : senders.invokeAll(Collections.nCopies(most, sender))) {
                assertThat(statuses.get()).hasSize(IN_A_ROW).containsOnly(200);
            }
        }
    }

    private List<Integer> statusesOfOneAfterTheOther() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < IN_A_ROW; i++) {
            statuses.add(send(partner, List.of()).statusCode());
        }
        return statuses;
    }

    @Test
    void refusesWhatComesAfterThePartnerWasDisabled() throws Exception {
        var leaving = IntakeUnderTest.registerPartner();
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head(leaving).getBytes(StandardCharsets.UTF_8));
            chunk(socket, row("before") + "\n");
            assertThat(firstWith(lines, "\"row\":1")).contains("\"success\":true");

            IntakeUnderTest.disable(leaving);

            chunk(socket, row("after") + "\n");
            assertThat(firstWith(lines, "\"row\":2")).contains("\"code\":\"2205\"");
        }
    }

    @Test
    void letsClientsAskBeforeTheySend() throws Exception {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            var head = head(partner).replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            var lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));

            assertThat(lines.readLine()).startsWith("HTTP/1.1 100");
        }
    }

    private static void chunk(Socket socket, String text) throws IOException {
        socket.getOutputStream()
                .write(
                        "%x\r\n%s\r\n"
                                .formatted(text.length(), text)
                                .getBytes(StandardCharsets.UTF_8));
    }

    private static String firstWith(BufferedReader lines, String text) throws IOException {
        var line = lines.readLine();
        while (line != null && !line.contains(text)) {
            line = lines.readLine();
        }
        return String.valueOf(line);
    }

    private static String head(RegisteredPartner partner) {
        var timestamp = Instant.now().toString();
        return "POST "
                + PATH
                + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nSmileID-Partner-ID: "
                + partner.id()
                + "\r\nSmileID-Timestamp: "
                + timestamp
                + "\r\nSmileID-Request-Signature: "
                + VendorSignature.sign(partner.apiKey(), timestamp, partner.id())
                + "\r\n\r\n";
    }

    @Test
    void endsWithTheRequestEvenIfNothingCame() throws Exception {
        assertThat(send(partner, List.of()).body()).isEmpty();
    }

    @Test
    void takesAnyNumberOfRowsInOneRequest() throws Exception {
        var fast =
                IntakeUnderTest.registerPartner(
                        "\"rate\":{\"per_second\":1000000,\"burst\":1000000}");

        var open = new BitSet(ROWS);
        open.set(0, ROWS);
        for (int round = 0; round < MOST_ROUNDS && !open.isEmpty(); round++) {
            accepted(fast, open.stream().toArray()).forEach(open::clear);
        }

        assertThat(open.cardinality()).isZero();
        assertThat(claims()).isEqualTo(ROWS);
    }

    /** Which of these were accepted. The others met an overload, after which a client sends them again. */
    private Stream<Integer> accepted(RegisteredPartner partner, int[] jobs) throws Exception {
        var answer =
                HttpClient.newHttpClient()
                        .send(
                                signed(partner)
                                        .POST(BodyPublishers.ofInputStream(() -> stream(jobs)))
                                        .build(),
                                BodyHandlers.ofLines());
        var acknowledged = answer.body().map(BulkIT::json).toList();
        assertThat(acknowledged)
                .hasSize(jobs.length)
                .allMatch(
                        row -> row.path("success").asBoolean() || code(row).equals("2201"),
                        "accepted, or to be repeated");
        return acknowledged.stream()
                .filter(row -> row.path("success").asBoolean())
                .map(row -> jobs[row.path("row").asInt() - 1]);
    }

    /** Made as they are read: the client holds no more than the service does. */
    private InputStream stream(int[] jobs) {
        Iterator<InputStream> lines =
                IntStream.of(jobs)
                        .<InputStream>mapToObj(
                                i ->
                                        new ByteArrayInputStream(
                                                (row("bulk-" + i) + "\n")
                                                        .getBytes(StandardCharsets.UTF_8)))
                        .iterator();
        return new SequenceInputStream(
                new Enumeration<>() {
                    @Override
                    public boolean hasMoreElements() {
                        return lines.hasNext();
                    }

                    @Override
                    public InputStream nextElement() {
                        return lines.next();
                    }
                });
    }

    private String row(String job) {
        return "{\"country\":\"NG\",\"id_type\":\"BVN\",\"id_number\":\"00000000000\","
                + "\"callback_url\":\"http://127.0.0.1:9/cb\",\"partner_params\":{\"job_id\":\""
                + prefix
                + "-"
                + job
                + "\",\"user_id\":\"u\",\"job_type\":5}}";
    }

    private static String code(JsonNode row) {
        return row.path("code").asText();
    }

    private static Map<Integer, JsonNode> byRow(String lines) {
        return lines.lines()
                .map(BulkIT::json)
                .collect(Collectors.toMap(row -> row.path("row").asInt(), Function.identity()));
    }

    private static JsonNode at(Map<Integer, JsonNode> rows, int number) {
        return Objects.requireNonNull(rows.get(number));
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String refusal(RegisteredPartner partner) throws Exception {
        var answer = send(partner, List.of("{}"));
        assertThat(answer.statusCode()).isEqualTo(400);
        return json(answer.body()).path("code").asText();
    }

    private static HttpResponse<String> send(RegisteredPartner partner, List<String> rows)
            throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        signed(partner)
                                .POST(BodyPublishers.ofString(String.join("\n", rows)))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static HttpRequest.Builder signed(RegisteredPartner partner) {
        return signed(partner, url());
    }

    private static HttpRequest.Builder signed(RegisteredPartner partner, URI url) {
        var timestamp = Instant.now().toString();
        return HttpRequest.newBuilder(url)
                .header("SmileID-Partner-ID", partner.id())
                .header("SmileID-Timestamp", timestamp)
                .header(
                        "SmileID-Request-Signature",
                        VendorSignature.sign(partner.apiKey(), timestamp, partner.id()));
    }

    private static URI url() {
        return URI.create("http://localhost:" + RestAssured.port + PATH);
    }

    private long claims() throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "SELECT count(*) FROM intake.claim WHERE job_id LIKE ?")) {
            statement.setString(1, prefix + "%");
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
