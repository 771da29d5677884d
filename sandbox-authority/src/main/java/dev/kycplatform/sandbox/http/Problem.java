package dev.kycplatform.sandbox.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** An error as RFC 9457 has it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(int status, String title, String code, String detail) {
    private static final MediaType PROBLEM_JSON = new MediaType("application", "problem+json");

    public static Problem badRequest(String code, String detail) {
        return of(Response.Status.BAD_REQUEST, code, detail);
    }

    static Problem of(Response.StatusType status, String code, String detail) {
        return new Problem(status.getStatusCode(), status.getReasonPhrase(), code, detail);
    }

    public Response response() {
        return Response.status(status).type(PROBLEM_JSON).entity(this).build();
    }
}
