package dev.kycplatform.intake.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The body of the request at hand, as it was read at the gate. */
@ApplicationScoped
public class RequestBody {
    private static final byte[] NONE = {};

    private final CurrentVertxRequest request;

    RequestBody(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Never more bytes than the configured bound; empty if there is no body. */
    public byte[] bytes() {
        var body = request.getCurrent().body().buffer();
        return body == null ? NONE : body.getBytes();
    }
}
