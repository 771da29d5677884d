package dev.kycplatform.worker.authority;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.worker.WorkerConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to authorities: pooled connections, a deadline over the whole exchange, a bound on the answer's
 * size, no redirects. For virtual threads: it waits.
 */
@ApplicationScoped
class AuthorityClient {
    private final HttpClient client;
    private final String origin;
    private final String apiKey;
    private final Duration deadline;
    private final int largestAnswer;

    AuthorityClient(Vertx vertx, WorkerConfig config, IdTypes idTypes) {
        var authority = config.authority();
        this.origin = authority.url().toString().replaceAll("/+$", "");
        this.apiKey = authority.apiKey();
        this.deadline = authority.connectTimeout().plus(authority.answerTimeout());
        this.largestAnswer = authority.largestAnswer();
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(
                                        Math.toIntExact(authority.connectTimeout().toMillis()))
                                .setKeepAlive(true)
                                // Shorter than servers usually keep them, or a request meets a
                                // close.
                                .setKeepAliveTimeout(20),
                        new PoolOptions()
                                .setHttp1MaxSize(authority.concurrency() * authorities(idTypes)));
    }

    /** All share an origin, so its pool must hold them all: none waits for another's connection. */
    private static int authorities(IdTypes idTypes) {
        return (int) idTypes.all().stream().map(IdType::authority).distinct().count();
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * Sends JSON and waits for the whole answer, once.
     *
     * @param within how long at most, if that may be shorter than it may take anyway
     */
    Exchange post(String path, byte[] json, Optional<Duration> within) {
        var call = new Call();
        var request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(origin + path)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.ACCEPT, "application/json")
                        .putHeader("X-Api-Key", apiKey);
        try {
            return client.request(request)
                    .compose(opened -> call.send(opened, Buffer.buffer(json)))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(shorter(within).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            call.giveUp();
            return new Exchange.Unheard("timeout");
        } catch (ExecutionException e) {
            return new Exchange.Unheard(cause(e.getCause()));
        } catch (InterruptedException _) {
            call.giveUp();
            Thread.currentThread().interrupt();
            return new Exchange.Unheard("stopping");
        }
    }

    private Duration shorter(Optional<Duration> within) {
        return within.filter(asked -> asked.compareTo(deadline) < 0).orElse(deadline);
    }

    private static String cause(@Nullable Throwable failure) {
        return switch (failure) {
            case TooLarge _ -> "too_large";
            case UnknownHostException _ -> "unknown_host";
            // Vert.x's connect timeout is one of these.
            case ConnectException _ -> "no_connection";
            case null, default -> "broken_off";
        };
    }

    /** One request on its way; given up, it is never sent, or broken off. */
    private final class Call {
        private final AtomicReference<@Nullable HttpClientRequest> underWay =
                new AtomicReference<>();
        private volatile boolean isGivenUp;

        Future<Exchange> send(HttpClientRequest request, Buffer body) {
            underWay.set(request);
            // Failures come with the future; without a handler each would be logged as an error,
            // too.
            request.exceptionHandler(_ -> {});
            if (isGivenUp) {
                request.reset();
                return Future.failedFuture(new TimeoutException());
            }
            return request.send(body).compose(this::read);
        }

        void giveUp() {
            isGivenUp = true;
            var request = underWay.get();
            if (request != null) {
                request.reset();
            }
        }

        private Future<Exchange> read(HttpClientResponse response) {
            Promise<Exchange> whole = Promise.promise();
            var body = Buffer.buffer();
            response.handler(
                    part -> {
                        if (body.length() + part.length() > largestAnswer) {
                            whole.tryFail(new TooLarge());
                            giveUp();
                        } else {
                            body.appendBuffer(part);
                        }
                    });
            response.exceptionHandler(whole::tryFail);
            response.endHandler(_ -> whole.tryComplete(heard(response, body)));
            return whole.future();
        }

        private static Exchange heard(HttpClientResponse response, Buffer body) {
            return new Exchange.Heard(
                    response.statusCode(),
                    Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE)),
                    Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER)),
                    body.getBytes());
        }
    }

    /** An answer over the bound. */
    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the answer is too large", null, false, false);
        }
    }
}
