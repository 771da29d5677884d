package dev.kycplatform.intake.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.operators.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Every failure as the caller of that path expects it: partners in the vendor's shape, operators as RFC
 * 9457 problems. Never anything but JSON, and never the message of an exception nobody foresaw.
 */
@ApplicationScoped
public class ErrorAnswers {
    private static final Logger LOG = Logger.getLogger(ErrorAnswers.class);

    private final MeterRegistry meters;
    private final Duration retryAfter;

    ErrorAnswers(MeterRegistry meters, IntakeConfig config) {
        this.meters = meters;
        this.retryAfter = config.retryAfter();
    }

    /**
     * An answer, ready to be written.
     *
     * @param retryAfter seconds, where repeating helps
     * @param detail what exactly was wrong, where the caller may know
     */
    record Answer(
            int status,
            String contentType,
            String body,
            @Nullable String retryAfter,
            @Nullable String detail) {}

    Answer of(Throwable failure, String path) {
        var known = Problem.known(failure);
        log(known);
        count(known);
        return path.startsWith("/admin") ? problem(failure) : vendor(known, path);
    }

    /** Why one of many rows was refused. @param detail what exactly was wrong, where the caller may know */
    public record Refusal(ErrorCode code, @Nullable String detail) {}

    /** The same refusal as the single request's, logged and counted alike. */
    public Refusal ofRow(Throwable failure) {
        var known = Problem.known(failure);
        log(known);
        count(known);
        var code = vendorCode(known.code(), false);
        return new Refusal(code, detail(known, code));
    }

    /** What the HTTP layer refused before it came to a resource. */
    Answer of(int status, String path) {
        return of(
                new KycException(
                        switch (status) {
                            case 404 -> ErrorCode.NOT_FOUND;
                            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                            case 408 -> ErrorCode.TOO_SLOW;
                            case 413 -> ErrorCode.TOO_LARGE;
                            case 503 -> ErrorCode.OVERLOADED;
                            default ->
                                    status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.INTERNAL;
                        },
                        "HTTP " + status),
                path);
    }

    private void count(KycException failure) {
        meters.counter("kyc.refused", "code", failure.code().name(), "reason", reason(failure))
                .increment();
    }

    /** Which of the reasons of a 2205 it was would help only who guesses. */
    private static @Nullable String detail(KycException failure, ErrorCode code) {
        return code == ErrorCode.NOT_AUTHORIZED || code.httpStatus() >= 500
                ? null
                : failure.detail();
    }

    /** A reason is one of a few texts of ours for 2205 only, so the label stays bounded. */
    private static String reason(KycException failure) {
        return failure.code() == ErrorCode.NOT_AUTHORIZED ? failure.detail() : "";
    }

    private static void log(KycException failure) {
        switch (failure.code()) {
            case NOT_AUTHORIZED -> LOG.infof("Refused a request: reason=%s", failure.detail());
            case INTERNAL, SUBMIT_FAILED, STATUS_FAILED -> LOG.error("A request failed", failure);
            default -> LOG.debugf(failure, "Refused a request: code=%s", failure.code());
        }
    }

    private Answer vendor(KycException failure, String path) {
        var code = vendorCode(failure.code(), path.contains("_status"));
        var body =
                new JsonObject()
                        .put("error", code.text())
                        .put("code", code.wire())
                        .put("success", false);
        return new Answer(
                code.httpStatus(),
                "application/json",
                body.encode(),
                retryAfter(code),
                detail(failure, code));
    }

    /** Partners know the vendor's codes only: what is ours becomes a system error. */
    private static ErrorCode vendorCode(ErrorCode code, boolean isStatus) {
        return switch (code) {
            case INVALID_JSON,
                    AUTHORIZATION_ABSENT,
                    NOT_AUTHORIZED,
                    PRODUCTION_NOT_ENABLED,
                    PARAMETER_MISSING,
                    WRONG_TYPE,
                    INVALID_JOB_TYPE,
                    JOB_EXISTS,
                    JOB_UNKNOWN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    TOO_SLOW,
                    TOO_LARGE,
                    RATE_LIMITED,
                    ID_NUMBER_BLOCKED ->
                    code;
            case INVALID_REQUEST -> ErrorCode.INVALID_JSON;
            case SUBMIT_UNAVAILABLE,
                    STATUS_UNAVAILABLE,
                    DATABASE_UNAVAILABLE,
                    EVENT_LOG_UNAVAILABLE,
                    OVERLOADED ->
                    isStatus ? ErrorCode.STATUS_UNAVAILABLE : ErrorCode.SUBMIT_UNAVAILABLE;
            case SUBMIT_FAILED,
                    STATUS_FAILED,
                    UNREADABLE_RECORD,
                    SEAL_BROKEN,
                    RESULT_UNKNOWN,
                    NOT_STORABLE,
                    ALREADY_EXISTS,
                    CONFLICT,
                    TOKEN_REQUIRED,
                    ROLE_REQUIRED,
                    INTERNAL ->
                    isStatus ? ErrorCode.STATUS_FAILED : ErrorCode.SUBMIT_FAILED;
        };
    }

    private Answer problem(Throwable failure) {
        var problem = Problem.of(failure);
        return new Answer(
                problem.code().httpStatus(),
                Problem.MEDIA_TYPE,
                problem.json(),
                retryAfter(problem.code()),
                null);
    }

    private @Nullable String retryAfter(ErrorCode code) {
        return code.httpStatus() == 503 ? Long.toString(retryAfter.toSeconds()) : null;
    }
}
