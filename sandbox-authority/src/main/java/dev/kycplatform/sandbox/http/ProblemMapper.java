package dev.kycplatform.sandbox.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what was thrown into a problem; what nobody foresaw is logged and never told. */
class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response map(WebApplicationException refused) {
        var status = refused.getResponse().getStatusInfo();
        LOG.debugf(refused, "refused with %d", status.getStatusCode());
        return Problem.of(status, "HTTP_" + status.getStatusCode(), status.getReasonPhrase())
                .response();
    }

    @ServerExceptionMapper
    Response map(MismatchedInputException unreadable) {
        LOG.debug("refused a body", unreadable);
        return Problem.badRequest("HTTP_400", "The body is not the JSON that is expected")
                .response();
    }

    @ServerExceptionMapper
    Response map(Throwable bug) {
        LOG.error("a request failed", bug);
        return Problem.of(
                        Response.Status.INTERNAL_SERVER_ERROR,
                        "INTERNAL",
                        "Something went wrong here")
                .response();
    }
}
