package dev.kycplatform.flow.http;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The service's one exception mapper. */
class ErrorMapper {
    private final ErrorAnswers answers;

    ErrorMapper(ErrorAnswers answers) {
        this.answers = answers;
    }

    /** The security exceptions are named because the framework has mappers of its own for them. */
    @ServerExceptionMapper(
            value = {
                Throwable.class,
                WebApplicationException.class,
                UnauthorizedException.class,
                AuthenticationFailedException.class,
                ForbiddenException.class
            },
            priority = 1)
    Response map(Throwable failure, RoutingContext request) {
        var answer = answers.of(failure, request);
        return Response.status(answer.status())
                .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
                .header(HttpHeaders.RETRY_AFTER, answer.retryAfter())
                .entity(answer.body())
                .build();
    }
}
