package dev.kycplatform.operators.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;

/**
 * A failure as operators read it (RFC 9457). Never the message of an exception nobody foresaw.
 *
 * @param detail safe to show
 */
public record Problem(ErrorCode code, String detail) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(Throwable failure) {
        var known = known(failure);
        return new Problem(
                known.code(),
                failure instanceof KycException ? known.detail() : known.code().text());
    }

    /** The failure as one of the catalogue. */
    public static KycException known(Throwable failure) {
        return switch (failure) {
            case KycException e -> e;
            case WebApplicationException e ->
                    new KycException(codeOf(e.getResponse().getStatus()), "HTTP", e);
            case UnauthorizedException e ->
                    new KycException(ErrorCode.TOKEN_REQUIRED, "no valid token", e);
            case AuthenticationFailedException e ->
                    new KycException(ErrorCode.TOKEN_REQUIRED, "no valid token", e);
            case ForbiddenException e ->
                    new KycException(ErrorCode.ROLE_REQUIRED, "not this role's business", e);
            default -> new KycException(ErrorCode.INTERNAL, "unforeseen", failure);
        };
    }

    private static ErrorCode codeOf(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 413 -> ErrorCode.TOO_LARGE;
            default -> status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
        };
    }

    /** Its body. */
    public String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", code.text())
                .put("status", code.httpStatus())
                .put("code", code.name())
                .put("detail", detail)
                .toString();
    }
}
