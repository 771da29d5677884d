package dev.kycplatform.sandbox.flatjson.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.sandbox.lookup.Answer;
import dev.kycplatform.sandbox.lookup.http.NativeAnswer;
import dev.kycplatform.sandbox.lookup.http.NativeFormat;
import dev.kycplatform.sandbox.person.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Writes answers as one flat JSON object, and errors as {@code {"error","message"}}. */
@ApplicationScoped
class FlatJson {
    private final ObjectMapper json;

    FlatJson(ObjectMapper json) {
        this.json = json;
    }

    /** The format of an authority that writes a person in this way. */
    NativeFormat writing(Function<Person, Object> person) {
        return new NativeFormat() {
            @Override
            public NativeAnswer write(Answer answer) {
                return switch (answer) {
                    case Answer.Found(var found) -> ofObject(200, person.apply(found));
                    case Answer.NotFound() ->
                            ofError(404, "not_found", "No record has this number");
                    case Answer.Refused() ->
                            ofError(400, "invalid_number", "No number looks like this");
                };
            }

            @Override
            public NativeAnswer writeFailure(int status) {
                return switch (status) {
                    case 429 -> ofError(status, "too_many_requests", "Ask less often");
                    case 503 -> ofError(status, "unavailable", "The register is out of service");
                    default -> ofError(status, "internal", "The register could not answer");
                };
            }
        };
    }

    Response error(int status, String error, String message) {
        var answer = ofError(status, error, message);
        return Response.status(status).type(answer.contentType()).entity(answer.body()).build();
    }

    private NativeAnswer ofError(int status, String error, String message) {
        return ofObject(status, new ErrorJson(error, message));
    }

    private NativeAnswer ofObject(int status, Object object) {
        try {
            return new NativeAnswer(
                    status, MediaType.APPLICATION_JSON, json.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of plain fields could not be written", e);
        }
    }

    private record ErrorJson(String error, String message) {}
}
