package dev.kycplatform.flow.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins answers to the request at hand. */
@ApplicationScoped
public class Answers {
    private static final String REFERENCE = "reference";

    private final CurrentVertxRequest request;

    Answers(CurrentVertxRequest request) {
        this.request = request;
    }

    /** HTTP 200, {@code success} true. */
    public Answer success(String message) {
        return success(200, message);
    }

    public Answer success(int httpStatus, String message) {
        return new Answer(request.getCurrent(), httpStatus, true, REFERENCE).message(message);
    }

    /** HTTP 200, {@code success} true, without a message. */
    public Answer success() {
        return new Answer(request.getCurrent(), 200, true, REFERENCE);
    }

    /** HTTP 200, {@code success} false: how Classic endpoints tell of what is not an error (contract, section 0.1). */
    public Answer failure(String message) {
        return new Answer(request.getCurrent(), 200, false, REFERENCE).message(message);
    }

    /** As the answer to an upload is shaped: its reference goes by another name (contract, section 1.1). */
    public static Answer ofUpload(RoutingContext request) {
        return new Answer(request, 200, true, "reference_id");
    }
}
