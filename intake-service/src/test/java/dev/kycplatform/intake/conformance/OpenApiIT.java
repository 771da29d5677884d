package dev.kycplatform.intake.conformance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.PersonalInfo;
import dev.kycplatform.contracts.result.ResultBody;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultTexts;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.intake.IntakeUnderTest;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
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

    @Inject BeanManager beans;
    @Inject Keysets keysets;

    private ObjectNode document;

    @BeforeEach
    void readTheDocument() throws IOException {
        IntakeUnderTest.partner();
        document = (ObjectNode) JSON.readTree(given().get("/openapi?format=json").asString());
    }

    @Test
    void isServedAsJsonAndAsYaml() {
        assertThat(given().get("/openapi?format=json").contentType())
                .startsWith("application/json");
        assertThat(given().get("/openapi").contentType()).startsWith("application/yaml");
        assertThat(document.path("openapi").asText()).startsWith("3.1");
    }

    @Test
    void namesEveryPathThatIsServedAndNoOther() {
        var named = new TreeSet<String>();
        document.path("paths").fieldNames().forEachRemaining(named::add);

        assertThat(named).isEqualTo(new TreeSet<>(served()));
    }

    @Test
    void everyAnswerOfTheTablesIsAsItSays() {
        var partner = Partners.named("good");
        var tables = Stream.of("request-errors.tsv", "tolerances.tsv");

        var checked = 0;
        for (var rule : tables.flatMap(table -> Rule.in(table).stream()).toList()) {
            if (!rule.change().contains("path: ")) {
                var answer = RequestDraft.of(rule, partner, Instant.now()).send();
                assertIsAsDocumented(
                        rule.endpoint().path(), "post", answer.status(), answer.text());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void aResultIsAsItSaysAndReadByTheStrictestClient(ResultCode code) throws Exception {
        var jobId = accepted();
        var body = body(code, jobId);
        IntakeUnderTest.storeResult(keysets, jobId, code.wire(), body);

        var answer = status(jobId);

        assertIsAsDocumented(Endpoint.STATUS.path(), "post", 200, answer.asString());
        var status = JavaClient.status(answer.asString());
        assertThat(status.isComplete()).isTrue();
        assertThat(status.isSuccess()).isEqualTo(code == ResultCode.VALID);
        assertThat(status.history()).containsExactly(status.result());
        assertThat(status.result()).isNotNull();
        assertThat(answer.asString())
                .contains("\"result\":" + new String(body, StandardCharsets.UTF_8));
    }

    @Test
    void operatorsAnswersAreAsItSays() {
        var token = TestServers.operatorToken();
        var path = "/admin/partners";

        var list = given().auth().oauth2(token).get(path);
        assertIsAsDocumented(path, "get", 200, list.asString());
        var nobody = given().get(path);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertIsAsDocumented(path, "get", 401, nobody.asString());
    }

    @Test
    void aWrongAnswerWouldBeSeen() {
        var wrong = "{\"error\":\"e\",\"code\":2205,\"success\":false}";

        assertThat(faults(Endpoint.ASYNC.path(), "post", 400, wrong)).isNotEmpty();
        assertThat(faults(Endpoint.ASYNC.path(), "post", 418, "{}")).isNotEmpty();
    }

    private void assertIsAsDocumented(String path, String method, int status, String answer) {
        assertThat(faults(path, method, status, answer)).as(path + " " + answer).isEmpty();
    }

    private Set<String> faults(String path, String method, int status, String answer) {
        var operation = "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/";
        var response = operation + status;
        if (document.at(response).isMissingNode()) {
            response = operation + "default";
        }
        var reference = document.at(response).path("$ref").asText();
        if (!reference.isEmpty()) {
            response = reference.substring(1);
        }
        var content = document.at(response).path("content");
        if (!content.isObject() || content.isEmpty()) {
            return Set.of("no such answer is documented: " + status);
        }
        var type = content.fieldNames().next().replace("/", "~1");
        var schema = document.deepCopy();
        schema.put("$ref", "#" + response + "/content/" + type + "/schema");
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(json(answer))
                .stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
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

    private static byte[] body(ResultCode code, String jobId) throws IOException {
        var params =
                "{\"job_id\":\"%s\",\"user_id\":\"user-1\",\"job_type\":5,\"more\":20}"
                        .formatted(jobId);
        var request =
                new JobRequest(
                        "user-1", "NG", "BVN", "00000000000", Map.of(), params, null, "https://x/");
        var id = new SmileJobId(7);
        return JSON.writeValueAsBytes(
                ResultBody.of(
                        request,
                        id,
                        Lane.ASYNC,
                        code,
                        ResultTexts.DOCUMENTED,
                        PersonalInfo.NOTHING,
                        code == ResultCode.VALID ? "{\"nin\":\"1\"}" : ResultBody.NO_DATA));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
