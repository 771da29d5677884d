package dev.kycplatform.intake.http;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.IntakeConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/**
 * What stands before every path: doubled slashes count as one (one vendor client sends them), bodies are
 * read here, bounded in size and time whether or not they tell their length, and whatever the HTTP layer
 * refuses is refused in JSON. Not here, for no request comes of it: what is no HTTP at all, and a head beyond
 * the configured limits. Vert.x refuses those (400, 414, 431) without a body, and closes the connection.
 */
@ApplicationScoped
public class RequestGate {
    /** The one path whose body may be of any length: whoever serves it reads it, bit by bit. */
    public static final String STREAMED = "/v1/bulk_async_id_verification";

    private static final int FIRST = 1_000;
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final ErrorAnswers answers;
    private final int mostBytes;
    private final Duration bodyWithin;

    /** A permit for each byte of a body that is not there to its end. */
    private final Semaphore roomForBodies;

    RequestGate(ErrorAnswers answers, IntakeConfig config) {
        this.answers = answers;
        this.mostBytes = config.mostBodyBytes();
        this.bodyWithin = config.bodyWithin();
        this.roomForBodies = new Semaphore(config.mostBytesComingIn());
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    void answerFailures(@Observes Router router) {
        List.of(400, 404, 405, 408, 413, 414, 415, 431, 500, 503)
                .forEach(status -> router.errorHandler(status, this::answerFailure));
        // Before the framework's own, which has no body to give.
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answerFailure);
    }

    private void check(RoutingContext request) {
        if (!isUri(request.request().uri())) {
            refuse(request, answers.of(404, pathOf(request)));
            return;
        }
        var path = Objects.requireNonNullElse(request.request().path(), "/");
        if (path.contains("//")) {
            var query = request.request().query();
            request.reroute(path.replaceAll("/{2,}", "/") + (query == null ? "" : "?" + query));
            return;
        }
        if (isVendors(pathOf(request))) {
            // What a client says it sends and takes must not decide anything: it is always JSON.
            request.request().headers().remove(HttpHeaders.CONTENT_TYPE);
            request.request().headers().remove(HttpHeaders.ACCEPT);
        }
        if (isStreamed(request)) {
            request.request().pause();
            request.next();
        } else if (request.request().isEnded()) {
            request.next();
        } else if (isTooLarge(request.request())) {
            cutOff(request, answers.of(413, pathOf(request)));
        } else {
            new BodyReading(request).start();
        }
    }

    /** What is none is the address of nothing. The framework's own check of the same is off (IntakeService). */
    private static boolean isUri(String target) {
        try {
            var unused = new URI(target);
            return true;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** Normalized, so that it tells whose shape an answer takes; as it was sent if that cannot be. */
    private static String pathOf(RoutingContext request) {
        try {
            return request.normalizedPath();
        } catch (IllegalArgumentException _) {
            return Objects.requireNonNullElse(request.request().path(), "/");
        }
    }

    /** As the router sees it, for whom a slash at the end does not count. */
    private static boolean isStreamed(RoutingContext request) {
        var path = pathOf(request);
        return request.request().method().equals(HttpMethod.POST)
                && (path.equals(STREAMED) || path.equals(STREAMED + "/"));
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

    /** One body on its way in. All on the connection's event loop. */
    private final class BodyReading {
        private final RoutingContext request;
        private final Buffer body = Buffer.buffer();
        private boolean isOver;
        private long timer = -1;

        BodyReading(RoutingContext request) {
            this.request = request;
        }

        void start() {
            letCome(request);
            request.request()
                    .handler(this::part)
                    .endHandler(_ -> end())
                    .exceptionHandler(_ -> broken())
                    .resume();
            // Most bodies come with their head; only the others need a timer.
            request.vertx().runOnContext(_ -> watch());
        }

        private void watch() {
            if (!isOver) {
                timer = request.vertx().setTimer(bodyWithin.toMillis(), _ -> refuse(408));
            }
        }

        private void part(Buffer part) {
            if (isOver) {
                return;
            }
            if (body.length() + part.length() > mostBytes) {
                refuse(413);
            } else if (!roomForBodies.tryAcquire(part.length())) {
                refuse(503);
            } else {
                body.appendBuffer(part);
            }
        }

        private void end() {
            if (finish()) {
                ((RoutingContextInternal) request).setBody(body);
                request.next();
            }
        }

        private void refuse(int status) {
            if (finish()) {
                cutOff(request, answers.of(status, pathOf(request)));
            }
        }

        private void broken() {
            finish();
        }

        /** @return false if it was over already */
        private boolean finish() {
            var isFirst = !isOver;
            isOver = true;
            if (isFirst) {
                roomForBodies.release(body.length());
            }
            request.vertx().cancelTimer(timer);
            return isFirst;
        }
    }

    /** Refuses a request whose body was not read. On its event loop. */
    public void refuse(RoutingContext request, KycException failure) {
        refuse(request, answers.of(failure, pathOf(request)));
    }

    private static void refuse(RoutingContext request, ErrorAnswers.Answer answer) {
        if (request.request().isEnded()) {
            answer(request, answer);
        } else {
            cutOff(request, answer);
        }
    }

    /** Some clients ask before they send what is large. */
    public static void letCome(RoutingContext request) {
        if ("100-continue".equalsIgnoreCase(request.request().getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    /**
     * The connection goes with the answer, but not at once: to close on what is still coming in would
     * take the answer away from a client that writes before it reads.
     */
    private static void cutOff(RoutingContext request, ErrorAnswers.Answer answer) {
        var connection = request.request().connection();
        var timer = request.vertx().setTimer(LINGER.toMillis(), _ -> connection.close());
        request.request()
                .handler(_ -> {})
                .exceptionHandler(_ -> {})
                .endHandler(
                        _ -> {
                            request.vertx().cancelTimer(timer);
                            connection.close();
                        })
                .resume();
        if (request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        answer(request, answer);
    }

    private void answerFailure(RoutingContext request) {
        if (!request.response().headWritten()) {
            var failure = request.failure();
            refuse(
                    request,
                    failure == null || request.statusCode() < 500
                            ? answers.of(request.statusCode(), pathOf(request))
                            : answers.of(failure, pathOf(request)));
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
