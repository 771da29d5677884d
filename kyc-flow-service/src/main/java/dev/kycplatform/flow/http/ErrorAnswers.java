package dev.kycplatform.flow.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.error.Retry;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.operators.http.Problem;
import dev.kycplatform.storage.SqlFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every failure as the caller of that path expects it: apps in the contract's shape (section 1.2), operators as RFC
 * 9457 problems. Never anything but JSON, and never the message of an exception nobody foresaw.
 */
@ApplicationScoped
public class ErrorAnswers {
    /** Where apps' paths begin. */
    static final String APPS = "/0.2/";

    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    private final MeterRegistry meters;
    private final Duration retryAfter;
    private final ObjectMapper mapper = new ObjectMapper();

    ErrorAnswers(MeterRegistry meters, FlowConfig config) {
        this.meters = meters;
        this.retryAfter = config.request().retryAfter();
    }

    /**
     * An answer, ready to be written.
     *
     * @param retryAfter seconds, where repeating helps
     */
    record Ready(int status, String contentType, String body, @Nullable String retryAfter) {}

    Ready of(Throwable failure, RoutingContext request) {
        return RequestGate.pathOf(request).startsWith("/admin")
                ? problem(failure)
                : apps(failure, request);
    }

    /** What the HTTP layer refused before it came to a resource. */
    Ready of(int status, RoutingContext request) {
        return of(new WebApplicationException("HTTP " + status, status), request);
    }

    private Ready apps(Throwable failure, RoutingContext request) {
        var known = known(failure, RequestGate.pathOf(request));
        log(known, failure);
        meters.counter("kyc.refused", "code", known.error().name()).increment();
        var answer =
                new Answer(request, known.error().httpStatus(), false, "reference")
                        .message(known.text());
        known.error().errorCode().ifPresent(code -> answer.with("error_code", code));
        if (!known.violations().isEmpty()) {
            answer.with(
                    body ->
                            body.set(
                                    "validation_details",
                                    mapper.valueToTree(known.violations().asTree())));
        }
        return new Ready(
                answer.status(),
                "application/json",
                answer.body().toString(),
                retryAfter(known.error().httpStatus()));
    }

    /** Documents' paths answer 403 where the others answer 401 (decisions, "Auth failures"). */
    private static FlowException known(Throwable failure, String path) {
        var known = known(failure);
        return known.error() == FlowError.NOT_AUTHENTICATED
                        && (path.equals("/0.2/documents") || path.equals("/0.2/list_documents"))
                ? new FlowException(FlowError.NOT_AUTHENTICATED_FOR_DOCUMENTS)
                : known;
    }

    private static FlowException known(Throwable failure) {
        return switch (failure) {
            case FlowException e -> e;
            case KycException e ->
                    new FlowException(
                            e.code().retry() == Retry.LATER
                                    ? FlowError.UNAVAILABLE
                                    : FlowError.INTERNAL);
            case WebApplicationException e ->
                    new FlowException(errorOf(e.getResponse().getStatus()));
            default ->
                    ofDatabase(failure).map(ErrorAnswers::known).orElseGet(ErrorAnswers::internal);
        };
    }

    private static FlowException internal() {
        return new FlowException(FlowError.INTERNAL);
    }

    /** What lies below what Hibernate and the transaction manager say of a failed statement. */
    private static Optional<KycException> ofDatabase(Throwable failure) {
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return Optional.of(SqlFailures.translated(e));
            }
        }
        return Optional.empty();
    }

    private static FlowError errorOf(int status) {
        return switch (status) {
            case 404 -> FlowError.NOT_FOUND;
            case 405 -> FlowError.METHOD_NOT_ALLOWED;
            case 408 -> FlowError.TOO_SLOW;
            case 413 -> FlowError.TOO_LARGE;
            case 503 -> FlowError.UNAVAILABLE;
            default -> status < 500 ? FlowError.VALIDATION : FlowError.INTERNAL;
        };
    }

    private static void log(FlowException known, Throwable failure) {
        if (known.error() == FlowError.INTERNAL) {
            LOG.error("A request failed", failure);
        } else if (known.error() == FlowError.UNAVAILABLE) {
            LOG.warnf("A request could not be answered: cause=%s", failure.getMessage());
        } else {
            LOG.debugf("Refused a request: error=%s", known.error());
        }
    }

    private Ready problem(Throwable failure) {
        var problem = Problem.of(operators(failure));
        var status = problem.code().httpStatus();
        if (status >= 500) {
            LOG.errorf(failure, "An operator's request failed: code=%s", problem.code());
        } else {
            LOG.debugf(failure, "Refused an operator's request: code=%s", problem.code());
        }
        return new Ready(status, Problem.MEDIA_TYPE, problem.json(), retryAfter(status));
    }

    /** What apps are refused with, operators may meet too: it is told in their catalogue's words. */
    private static Throwable operators(Throwable failure) {
        if (failure instanceof FlowException refusal) {
            return new KycException(
                    refusal.error().httpStatus() == 404
                            ? ErrorCode.NOT_FOUND
                            : ErrorCode.INVALID_REQUEST,
                    refusal.text(),
                    refusal);
        }
        // What somebody has put into words already stays as it is, whatever caused it.
        return failure instanceof KycException
                ? failure
                : ofDatabase(failure).<Throwable>map(its -> its).orElse(failure);
    }

    private @Nullable String retryAfter(int status) {
        return status == 503 || status == 429 ? Long.toString(retryAfter.toSeconds()) : null;
    }
}
