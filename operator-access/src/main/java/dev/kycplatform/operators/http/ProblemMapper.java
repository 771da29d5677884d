package dev.kycplatform.operators.http;

import dev.kycplatform.contracts.error.ErrorCode;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The exception mapper of a service whose only callers are operators. One that speaks to others too has
 * a mapper of its own, of a smaller number, and asks {@link Problem} for its operators' paths.
 */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    /** Long enough for a failover, short enough to wait for. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** The security exceptions are named because the framework has mappers of its own for them. */
    @ServerExceptionMapper(
            value = {
                Throwable.class,
                WebApplicationException.class,
                UnauthorizedException.class,
                AuthenticationFailedException.class,
                ForbiddenException.class
            },
            priority = Priorities.USER - 1)
    Response map(Throwable failure) {
        var problem = Problem.of(failure);
        log(problem.code(), failure);
        var answer =
                Response.status(problem.code().httpStatus())
                        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                        .entity(problem.json());
        if (problem.code().httpStatus() == 503) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER.toSeconds());
        }
        return answer.build();
    }

    private static void log(ErrorCode code, Throwable failure) {
        if (code.httpStatus() >= 500) {
            LOG.errorf(failure, "An operator's request failed: code=%s", code);
        } else {
            LOG.debugf(failure, "Refused an operator's request: code=%s", code);
        }
    }
}
