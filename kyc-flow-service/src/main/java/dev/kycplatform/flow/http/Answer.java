package dev.kycplatform.flow.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Consumer;

/**
 * An answer in the envelope that all of them share (contract, section 1.1): {@code success}, {@code status}, {@code
 * message}, {@code reference}, {@code sila_reference_id}, {@code response_time_ms}, and whatever it has to say beyond.
 */
public final class Answer {
    private final RoutingContext request;
    private final int status;
    private final boolean isSuccess;
    private final String referenceName;
    private final ObjectNode members = JsonNodeFactory.instance.objectNode();

    Answer(RoutingContext request, int status, boolean isSuccess, String referenceName) {
        this.request = request;
        this.status = status;
        this.isSuccess = isSuccess;
        this.referenceName = referenceName;
    }

    /** Adds members beside the envelope's. */
    public Answer with(Consumer<ObjectNode> writing) {
        writing.accept(members);
        return this;
    }

    public Answer with(String name, String value) {
        members.put(name, value);
        return this;
    }

    public Answer message(String text) {
        return with("message", text);
    }

    /** The body, complete; what it took is told as of now. */
    ObjectNode body() {
        var facts = CallFacts.of(request);
        var body = JsonNodeFactory.instance.objectNode();
        body.put("success", isSuccess).put("status", isSuccess ? "SUCCESS" : "FAILURE");
        if (members.has("message")) {
            body.set("message", members.get("message"));
        }
        body.set(referenceName, facts.reference());
        body.put("sila_reference_id", facts.id());
        body.put("response_time_ms", Long.toString(facts.elapsed().toMillis()));
        members.properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        return body;
    }

    /** The body as it is written. */
    public String text() {
        return body().toString();
    }

    int status() {
        return status;
    }

    public Response response() {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body().toString())
                .build();
    }
}
