package dev.kycplatform.sandbox.flatjson.http;

import dev.kycplatform.sandbox.lookup.Answer;
import dev.kycplatform.sandbox.lookup.http.JsonAnswers;
import dev.kycplatform.sandbox.lookup.http.NativeAnswer;
import dev.kycplatform.sandbox.lookup.http.NativeFormat;
import dev.kycplatform.sandbox.person.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Writes answers as one flat JSON object, and errors as {@code {"error","message"}}. */
@ApplicationScoped
class FlatJson {
    private final JsonAnswers json;

    FlatJson(JsonAnswers json) {
        this.json = json;
    }

    /** The format of an authority that writes a person in this way. */
    NativeFormat writing(Function<Person, Object> person) {
        return new NativeFormat() {
            @Override
            public NativeAnswer write(Answer answer) {
                return switch (answer) {
                    case Answer.Found(var found) -> json.of(200, person.apply(found));
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
        return ofError(status, error, message).response();
    }

    private NativeAnswer ofError(int status, String error, String message) {
        return json.of(status, new ErrorJson(error, message));
    }

    private record ErrorJson(String error, String message) {}
}
