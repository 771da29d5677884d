package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static dev.kycplatform.intake.IntakeUnderTest.sign;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class AsyncIdVerificationIT {
    private static final String PATH = "/v1/async_id_verification";
    private RegisteredPartner partner;

    @BeforeEach
    void prepare() {
        partner = IntakeUnderTest.partner();
    }

    @Test
    void acceptsAJobWithExactlyTheVendorsAnswer() {
        var answer = post(PATH, request(partner));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString()).isEqualTo("{\"success\":true}");
        assertThat(answer.contentType()).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Node and REST, Java, Python 3.0.1, Python before, Ruby, PHP
                "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'",
                "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'",
                "uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx",
                "uuuu-MM-dd'T'HH:mm:ss.SSSSSS",
                "uuuu-MM-dd HH:mm:ss xx",
                "uuuu-MM-dd'T'HH:mm:ssxxx"
            })
    void acceptsTheTimestampOfEveryClient(String pattern) {
        var timestamp =
                DateTimeFormatter.ofPattern(pattern).format(Instant.now().atOffset(ZoneOffset.UTC));

        var answer = post(PATH, sign(partner, request(partner), timestamp));

        assertThat(answer.asString()).isEqualTo("{\"success\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "image/png"})
    void readsTheBodyWhateverItsContentTypeSays(String contentType) throws Exception {
        var body = BodyPublishers.ofString(request(partner).toString());

        assertThat(send(body, "Content-Type", contentType).statusCode()).isEqualTo(200);
    }

    @Test
    void takesDoubledSlashesForOne() {
        given().body(request(partner).toString())
                .urlEncodingEnabled(false)
                .post("/v1//async_id_verification")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "\"5\"", "5.0", "5e0"})
    void takesJobTypeAsNumberOrText(String jobType) {
        var body = request(partner).toString().replace("\"job_type\":5", "\"job_type\":" + jobType);

        given().body(body).post(PATH).then().statusCode(200);
    }

    /** The decided table, each code alone. A member is set to the JSON given; nothing means that it is left out. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "signature, , 2413",
                "signature, `\"\"`, 2413",
                "timestamp, , 2413",
                "signature, `\"wrong\"`, 2205",
                "signature, 5, 2205",
                "timestamp, `\"2020-01-01T00:00:00Z\"`, 2205",
                "timestamp, 1714566896, 2205",
                "partner_id, , 2205",
                "partner_id, 1, 2205",
                "partner_id, `\"999999\"`, 2205",
                "country, , 2213",
                "country, `\"\"`, 2213",
                "id_type, , 2213",
                "id_number, , 2213",
                "callback_url, , 2213",
                "partner_params, , 2213",
                "partner_params.job_id, , 2213",
                "partner_params.user_id, , 2213",
                "partner_params.job_type, , 2213",
                "country, 5, 2204",
                "id_number, true, 2204",
                "partner_params, `\"text\"`, 2204",
                "partner_params.job_id, 7, 2204",
                "partner_params.job_id, `\"a\\u0000b\"`, 2204",
                "partner_params.user_id, `\"half \\ud83d\"`, 2204",
                "partner_params.job_type, true, 2204",
                "first_name, 5, 2204",
                "callback_url, `\"ftp://example.com\"`, 2204",
                "partner_params.job_type, 6, 2212",
                "partner_params.job_type, `\"five\"`, 2212",
                "partner_params.job_type, 1e999999999999, 2203"
            })
    void refusesWithTheDecidedCode(String member, String json, String code) {
        var body = with(request(partner).toString(), member, json);

        var answer = given().body(body).post(PATH);

        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getMap("$").keySet())
                .containsExactlyInAnyOrder("error", "code", "success");
        assertThat(answer.jsonPath().getBoolean("success")).isFalse();
    }

    @Test
    void namesTheFirstFaultOfSeveral() {
        var worst = request(partner).put("signature", "wrong");
        worst.remove("country");
        assertThat(post(PATH, worst).jsonPath().getString("code")).isEqualTo("2205");

        var missingAndMistyped = request(partner).put("id_number", 5);
        missingAndMistyped.remove("country");
        assertThat(post(PATH, missingAndMistyped).jsonPath().getString("code")).isEqualTo("2213");
    }

    @Test
    void refusesWhatIsNoJson() {
        given().body("{not json")
                .post(PATH)
                .then()
                .statusCode(400)
                .header("KYC-Error-Detail", "the body is not JSON")
                .extract();
    }

    @Test
    void tellsAnUnknownPartnerAndAWrongKeyApartInTheLogOnly() {
        var unknown = post(PATH, request(new RegisteredPartner("424242", "key")));
        var wrongKey = post(PATH, request(new RegisteredPartner(partner.id(), "key")));

        assertThat(unknown.asString()).isEqualTo(wrongKey.asString());
        assertThat(unknown.header("KYC-Error-Detail")).isNull();
        assertThat(wrongKey.header("KYC-Error-Detail")).isNull();
    }

    @Test
    void acceptsTheWindowAndNoTimeOutsideIt() {
        var inside = Instant.now().minus(Duration.ofMinutes(14)).toString();
        var ahead = Instant.now().plus(Duration.ofMinutes(14)).toString();
        var outside = Instant.now().minus(Duration.ofMinutes(16)).toString();

        assertThat(post(PATH, sign(partner, request(partner), inside)).statusCode()).isEqualTo(200);
        assertThat(post(PATH, sign(partner, request(partner), ahead)).statusCode()).isEqualTo(200);
        assertThat(
                        post(PATH, sign(partner, request(partner), outside))
                                .jsonPath()
                                .getString("code"))
                .isEqualTo("2205");
    }

    @Test
    void answersARepeatAsTheFirst() {
        var first = request(partner);
        post(PATH, first);

        var repeat = post(PATH, sign(partner, first.deepCopy(), Instant.now().toString()));

        assertThat(repeat.asString()).isEqualTo("{\"success\":true}");
    }

    @Test
    void refusesOtherContentUnderAUsedJobId() {
        var first = request(partner);
        post(PATH, first);

        var other = post(PATH, first.deepCopy().put("id_number", "00000000001"));

        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.jsonPath().getString("code")).isEqualTo("2215");
    }

    @Test
    void sixtyFourAtOnceClaimOneJobOnce() throws Exception {
        var body = request(partner).toString();
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 64; i++) {
            calls.add(() -> given().body(body).post(PATH).statusCode());
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        assertThat(claims(body.replaceAll("(?s).*\"job_id\":\"([^\"]+)\".*", "$1"))).isEqualTo(1);
    }

    @Test
    void sixtyFourDifferentOnesUnderOneIdGiveOneWinner() throws Exception {
        var body = request(partner);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 64; i++) {
            var different = body.deepCopy().put("first_name", "Ada" + i).toString();
            calls.add(() -> given().body(different).post(PATH).statusCode());
        }

        var winners = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                winners += answer.get() == 200 ? 1 : 0;
            }
        }

        assertThat(winners).isEqualTo(1);
    }

    @Test
    void answersInJsonWhateverIsAskedFor() {
        for (var answer :
                new Response[] {
                    given().get("/v1/nothing"),
                    given().accept("text/html").get("/nothing"),
                    given().get(PATH),
                    given().delete(PATH),
                    given().body("x".repeat(70_000)).post(PATH),
                    given().header("Authorization", "Bearer nonsense").body("{}").post(PATH),
                    given().header("Authorization", "Basic !!!").get("/v1/nothing"),
                    given().post(PATH)
                }) {
            assertThat(answer.contentType()).startsWith("application/json");
            assertThat(answer.jsonPath().getString("code")).isNotEmpty();
            assertThat(answer.statusCode()).isBetween(400, 499);
        }
    }

    @Test
    void refusesABodyOfUnknownLengthThatGrowsTooLarge() throws Exception {
        var endless =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5_000_000]));

        var answer = send(endless, "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"413\"");
    }

    /** By a client that sends exactly what it is told to. */
    private static HttpResponse<String> send(BodyPublisher body, String header, String value)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var url = URI.create("http://localhost:" + RestAssured.port + PATH);
            var request = HttpRequest.newBuilder(url).header(header, value).POST(body).build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static long claims(String jobId) throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "SELECT count(*) FROM intake.claim WHERE partner_id = ? AND job_id = ?")) {
            statement.setString(1, IntakeUnderTest.partner().id());
            statement.setString(2, jobId);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Sets or drops one member of the JSON text, so that any JSON can stand there. */
    private static String with(String body, String member, String json) {
        var mapper = new ObjectMapper();
        try {
            var root = (ObjectNode) mapper.readTree(body);
            var parent =
                    member.startsWith("partner_params.")
                            ? (ObjectNode) root.get("partner_params")
                            : root;
            var name = member.substring(member.indexOf('.') + 1);
            if (json == null) {
                parent.remove(name);
                return root.toString();
            }
            parent.put(name, "@@");
            return root.toString().replace("\"@@\"", json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
