package dev.kycplatform.intake.conformance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.vendor.JavaClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document served at {@code /openapi} says what is true: every answer of the tables is held against it. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class OpenApiIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Served by a route of its own. */
    private static final Set<String> BESIDE_RESOURCES = Set.of("/v1/bulk_async_id_verification");

    @Inject BeanManager beans;
    @Inject Keysets keysets;
    @Inject StubWorker worker;

    private OpenApiDocument document;

    @BeforeEach
    void readTheDocument() {
        IntakeUnderTest.partner();
        worker.answerAll(SampleResult.ofSyncJob());
        document = OpenApiDocument.served();
    }

    @Test
    void isServedAsJsonAndAsYaml() {
        assertThat(given().get("/openapi?format=json").contentType())
                .startsWith("application/json");
        assertThat(given().get("/openapi").contentType()).startsWith("application/yaml");
        assertThat(document.at("/openapi").asText()).startsWith("3.1");
    }

    @Test
    void namesEveryPathThatIsServedAndNoOther() {
        var expected = new TreeSet<>(served());
        expected.addAll(BESIDE_RESOURCES);

        assertThat(document.paths()).isEqualTo(expected);
    }

    @Test
    void everyAnswerOfTheTablesIsAsItSays() {
        var partner = Partners.named("good");
        var tables = Stream.of("request-errors.tsv", "tolerances.tsv");

        var checked = 0;
        for (var rule : tables.flatMap(table -> Rule.in(table).stream()).toList()) {
            if (!rule.change().contains("path: ")) {
                var answer = RequestDraft.of(rule, partner, Instant.now()).send();
                document.assertTells(rule.endpoint().path(), "post", answer);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(400);
    }

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void aResultIsAsItSaysAndReadByTheStrictestClient(ResultCode code) {
        var jobId = accepted();
        var body = SampleResult.of(Lane.ASYNC, code, jobId);
        IntakeUnderTest.storeResult(
                keysets, jobId, code.wire(), body.getBytes(StandardCharsets.UTF_8));

        var answer = status(jobId);

        assertThat(answer.statusCode()).isEqualTo(200);
        document.assertTells(Endpoint.STATUS.path(), "post", answer);
        var status = JavaClient.status(answer.asString());
        assertThat(status.isComplete()).isTrue();
        assertThat(status.isSuccess()).isEqualTo(code == ResultCode.VALID);
        assertThat(status.history()).containsExactly(status.result());
        assertThat(status.result()).isNotNull();
        assertThat(answer.asString()).contains("\"result\":" + body);
    }

    @Test
    void theListOfServicesIsAsItSays() {
        var answer = given().get("/v1/services");

        assertThat(answer.statusCode()).isEqualTo(200);
        document.assertTells("/v1/services", "get", answer);
    }

    @Test
    void aCallbackThatIsFoundAndSentAgainIsAsItSays() {
        var partner = IntakeUnderTest.registerPartner();
        IntakeUnderTest.storeDelivery(partner, "a-job");

        for (var endpoint : List.of(Endpoint.SEARCH, Endpoint.REPLAY)) {
            var answer =
                    IntakeUnderTest.post(
                            endpoint.path(),
                            IntakeUnderTest.signed(partner, "{\"job_id\":\"a-job\",\"limit\":1}"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.jsonPath().getString("next_after")).isNotBlank();
            document.assertTells(endpoint.path(), "post", answer);
        }
    }

    @Test
    void everyLineOfABulkAnswerIsAsItSays() throws Exception {
        var partner = IntakeUnderTest.partner();
        var timestamp = Instant.now().toString();
        var row = IntakeUnderTest.request(partner);
        var answer =
                given().header("SmileID-Partner-ID", partner.id())
                        .header("SmileID-Timestamp", timestamp)
                        .header(
                                "SmileID-Request-Signature",
                                VendorSignature.sign(partner.apiKey(), timestamp, partner.id()))
                        .body(row + "\n{}\nno json\n" + row.put("id_number", "1"))
                        .post("/v1/bulk_async_id_verification");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString().lines())
                .hasSize(4)
                .allSatisfy(
                        line ->
                                assertThat(
                                                document.faults(
                                                        "/components/schemas/BulkLine",
                                                        JSON.readTree(line)))
                                        .as(line)
                                        .isEmpty());
        var refused = given().body("{}").post("/v1/bulk_async_id_verification");
        document.assertTells("/v1/bulk_async_id_verification", "post", refused);
    }

    @Test
    void operatorsAnswersAreAsItSays() {
        var token = TestServers.operatorToken();
        var path = "/admin/partners";

        var list = given().auth().oauth2(token).get(path);
        assertThat(list.statusCode()).isEqualTo(200);
        document.assertTells(path, "get", list);
        var nobody = given().get(path);
        assertThat(nobody.statusCode()).isEqualTo(401);
        document.assertTells(path, "get", nobody);
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        var checked = 0;
        for (var schema : document.at("/components/schemas").properties()) {
            for (var example : schema.getValue().path("examples")) {
                var pointer = "/components/schemas/" + schema.getKey();
                assertThat(document.faults(pointer, example)).as(pointer).isEmpty();
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(3);
    }

    @Test
    void aWrongAnswerWouldBeSeen() {
        var wrong = "{\"error\":\"e\",\"code\":2205,\"success\":false}";
        var right = "{\"error\":\"e\",\"code\":\"2205\",\"success\":false}";
        var path = Endpoint.ASYNC.path();

        assertThat(document.faults(path, "post", 400, List.of(), right)).isEmpty();
        assertThat(document.faults(path, "post", 400, List.of(), wrong)).isNotEmpty();
        assertThat(document.faults(path, "post", 418, List.of(), right)).isNotEmpty();
        assertThat(document.faults(path, "post", 400, List.of("KYC-Secret"), right)).isNotEmpty();
    }

    /** The paths of every resource that is deployed. */
    private Set<String> served() {
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(OpenApiIT::pathsOf)
                .collect(Collectors.toSet());
    }

    private static Stream<String> pathsOf(Class<?> resource) {
        var base = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getDeclaredMethods())
                .filter(
                        method ->
                                Arrays.stream(method.getAnnotations())
                                        .anyMatch(
                                                mark ->
                                                        mark.annotationType()
                                                                .isAnnotationPresent(
                                                                        HttpMethod.class)))
                .map(
                        method ->
                                method.isAnnotationPresent(Path.class)
                                        ? base + method.getAnnotation(Path.class).value()
                                        : base);
    }

    private static String accepted() {
        var request = IntakeUnderTest.request(IntakeUnderTest.partner());
        assertThat(IntakeUnderTest.post(Endpoint.ASYNC.path(), request).statusCode())
                .isEqualTo(200);
        return request.path("partner_params").path("job_id").textValue();
    }

    private static Response status(String jobId) {
        return IntakeUnderTest.post(
                Endpoint.STATUS.path(),
                IntakeUnderTest.signed(
                        IntakeUnderTest.partner(),
                        "{\"job_id\":\"%s\",\"user_id\":\"user-1\",\"history\":true,\"image_links\":true}"
                                .formatted(jobId)));
    }
}
