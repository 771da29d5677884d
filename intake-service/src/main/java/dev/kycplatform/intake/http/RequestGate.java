package dev.kycplatform.intake.http;

import dev.kycplatform.intake.IntakeConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;

/**
 * What stands before every path: doubled slashes count as one (one vendor client sends them), a body
 * that is too large is refused before it is read, and whatever the HTTP layer refuses is refused in JSON.
 */
@ApplicationScoped
class RequestGate {
    private static final int FIRST = 1_000;

    private final ErrorAnswers answers;
    private final int mostBytes;

    RequestGate(ErrorAnswers answers, IntakeConfig config) {
        this.answers = answers;
        this.mostBytes = config.mostBodyBytes();
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void answerFailures(@Observes Router router) {
        List.of(400, 404, 405, 413, 414, 415, 431, 500, 503)
                .forEach(status -> router.errorHandler(status, this::answerFailure));
    }

    private void check(RoutingContext request) {
        var path = Objects.requireNonNullElse(request.request().path(), "/");
        if (isTooLarge(request.request())) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            answer(request, answers.of(413, request.normalizedPath()));
        } else if (path.contains("//")) {
            request.reroute(path.replaceAll("/{2,}", "/"));
        } else {
            if (isVendors(path)) {
                // What a client says it sends and takes must not decide anything: it is always
                // JSON.
                request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
                request.request().headers().remove(HttpHeaders.ACCEPT);
            }
            request.next();
        }
    }

    private static boolean isVendors(String path) {
        return path.startsWith("/v1/") || path.startsWith("/api/");
    }

    private boolean isTooLarge(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length != null && Long.parseLong(length) > mostBytes;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private void answerFailure(RoutingContext request) {
        if (!request.response().headWritten()) {
            var failure = request.failure();
            answer(
                    request,
                    failure == null || request.statusCode() < 500
                            ? answers.of(request.statusCode(), request.normalizedPath())
                            : answers.of(failure, request.normalizedPath()));
        }
    }

    private static void answer(RoutingContext request, ErrorAnswers.Answer answer) {
        var response =
                request.response()
                        .setStatusCode(answer.status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        if (answer.retryAfter() != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, answer.retryAfter());
        }
        response.end(answer.body());
    }
}
