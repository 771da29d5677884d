package dev.kycplatform.sandbox.lookup.http;

import jakarta.ws.rs.core.Response;

/** An answer in an authority's own format, ready to be sent. */
public record NativeAnswer(int status, String contentType, byte[] body) {
    public Response response() {
        return Response.status(status).type(contentType).entity(body).build();
    }
}
