package dev.kycplatform.flow.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.error.Retry;
import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.FlowConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
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
                    new FlowException(
                            switch (e.getResponse().getStatus()) {
                                case 404 -> FlowError.NOT_FOUND;
                                case 405 -> FlowError.METHOD_NOT_ALLOWED;
                                case 408 -> FlowError.TOO_SLOW;
                                case 413 -> FlowError.TOO_LARGE;
                                case 503 -> FlowError.UNAVAILABLE;
                                case int status when status < 500 -> FlowError.VALIDATION;
                                default -> FlowError.INTERNAL;
                            });
            default -> new FlowException(FlowError.INTERNAL);
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
        var known = operators(failure);
        var code = known.code();
        if (code == ErrorCode.INTERNAL) {
            LOG.error("A request failed", failure);
        }
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "about:blank")
                        .put("title", code.text())
                        .put("status", code.httpStatus())
                        .put("code", code.name())
                        .put("detail", known.detail());
        return new Ready(
                code.httpStatus(),
                "application/problem+json",
                body.toString(),
                retryAfter(code.httpStatus()));
    }

    private static KycException operators(Throwable failure) {
        return switch (failure) {
            case KycException e -> e;
            case FlowException e ->
                    new KycException(
                            e.error().httpStatus() == 404
                                    ? ErrorCode.NOT_FOUND
                                    : ErrorCode.INVALID_REQUEST,
                            e.text(),
                            e);
            case UnauthorizedException e ->
                    new KycException(ErrorCode.TOKEN_REQUIRED, ErrorCode.TOKEN_REQUIRED.text(), e);
            case AuthenticationFailedException e ->
                    new KycException(ErrorCode.TOKEN_REQUIRED, ErrorCode.TOKEN_REQUIRED.text(), e);
            case ForbiddenException e ->
                    new KycException(ErrorCode.ROLE_REQUIRED, ErrorCode.ROLE_REQUIRED.text(), e);
            case WebApplicationException e -> {
                var code =
                        switch (e.getResponse().getStatus()) {
                            case 404 -> ErrorCode.NOT_FOUND;
                            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                            case 408 -> ErrorCode.TOO_SLOW;
                            case 413 -> ErrorCode.TOO_LARGE;
                            case 503 -> ErrorCode.OVERLOADED;
                            case int status when status < 500 -> ErrorCode.INVALID_REQUEST;
                            default -> ErrorCode.INTERNAL;
                        };
                yield new KycException(code, code.text(), e);
            }
            default ->
                    new KycException(ErrorCode.INTERNAL, ErrorCode.INTERNAL.text(), failure);
        };
    }

    private @Nullable String retryAfter(int status) {
        return status == 503 || status == 429 ? Long.toString(retryAfter.toSeconds()) : null;
    }
}
