package dev.kycplatform.intake.conformance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The document served at {@code /openapi}, to hold answers against. */
final class OpenApiDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ours, and those that tell a client what to do: none may come unannounced. */
    private static final List<String> TOLD = List.of("kyc-", "ratelimit-", "retry-after");

    private final ObjectNode document;

    private OpenApiDocument(ObjectNode document) {
        this.document = document;
    }

    static OpenApiDocument served() {
        return new OpenApiDocument(
                (ObjectNode) read(given().get("/openapi?format=json").asString()));
    }

    JsonNode at(String pointer) {
        return document.at(pointer);
    }

    Set<String> paths() {
        var paths = new TreeSet<String>();
        document.path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    void assertTells(String path, String method, Wire.Answer answer) {
        var names = answer.headers().stream().map(Wire.Header::name).toList();
        assertThat(faults(path, method, answer.status(), names, answer.text()))
                .as(path + " " + answer.text())
                .isEmpty();
    }

    void assertTells(String path, String method, Response answer) {
        var names = answer.headers().asList().stream().map(Header::getName).toList();
        assertThat(faults(path, method, answer.statusCode(), names, answer.asString()))
                .as(path + " " + answer.asString())
                .isEmpty();
    }

    /** What about an answer is not as the document says. */
    Set<String> faults(
            String path, String method, int status, List<String> headers, String answer) {
        var response = response(path, method, status);
        var content = document.at(response).path("content");
        if (!content.isObject() || content.isEmpty()) {
            return Set.of("no such answer is documented: " + status);
        }
        var faults = new TreeSet<String>();
        headers.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> TOLD.stream().anyMatch(name::startsWith))
                .filter(name -> !headersOf(response).contains(name))
                .forEach(name -> faults.add("no such header is documented: " + name));
        var type = content.fieldNames().next().replace("/", "~1");
        faults.addAll(faults(response + "/content/" + type + "/schema", read(answer)));
        return faults;
    }

    /** What about a value is not as the schema at this pointer says. */
    Set<String> faults(String schemaPointer, JsonNode value) {
        var schema = document.deepCopy();
        schema.put("$ref", "#" + schemaPointer);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(schema)
                .validate(value)
                .stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    private String response(String path, String method, int status) {
        var operation = "/paths/" + path.replace("/", "~1") + "/" + method + "/responses/";
        var response = operation + status;
        if (document.at(response).isMissingNode()) {
            response = operation + "default";
        }
        var reference = document.at(response).path("$ref").asText();
        return reference.isEmpty() ? response : reference.substring(1);
    }

    private Set<String> headersOf(String response) {
        var names = new TreeSet<String>();
        document.at(response)
                .path("headers")
                .fieldNames()
                .forEachRemaining(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
