package dev.kycplatform.worker.authority;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one authority: pooled connections of its own, so that none waits for another's, a deadline over the
 * whole exchange, a bound on the answer's size, no redirects. For virtual threads: it waits.
 */
final class AuthorityClient implements AutoCloseable {
    /** Shorter than servers usually keep them, or a request meets a close. In seconds. */
    private static final int KEEP_ALIVE = 20;

    private final HttpClient client;
    private final int largestAnswer;

    AuthorityClient(Vertx vertx, Connector connector, int largestAnswer) {
        this.largestAnswer = largestAnswer;
        var options =
                new HttpClientOptions()
                        .setConnectTimeout(
                                Math.toIntExact(connector.timeouts().connect().toMillis()))
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(KEEP_ALIVE);
        connector.mutualTls().ifPresent(files -> proveWith(files, options));
        // One more than lookups: a token may be fetched meanwhile.
        var connections = new PoolOptions().setHttp1MaxSize(connector.limits().concurrency() + 1);
        this.client = vertx.createHttpClient(options, connections);
    }

    private static void proveWith(Authentication.MutualTls files, HttpClientOptions options) {
        options.setKeyCertOptions(
                new PemKeyCertOptions()
                        .setCertPath(files.certificate().toString())
                        .setKeyPath(files.key().toString()));
        files.trusted()
                .ifPresent(
                        trusted ->
                                options.setTrustOptions(
                                        new PemTrustOptions().addCertPath(trusted.toString())));
    }

    @Override
    public void close() {
        client.close();
    }

    /** Sends the request and waits for the whole answer, once, no longer than {@code within}. */
    Exchange send(RequestMessage message, Duration within) {
        if (!within.isPositive()) {
            return new Exchange.Unheard("timeout");
        }
        var call = new Call();
        try {
            var request =
                    new RequestOptions()
                            .setMethod(message.method())
                            .setAbsoluteURI(message.url())
                            .setFollowRedirects(false);
            message.headers().forEach(request::putHeader);
            return client.request(request)
                    .compose(opened -> call.send(opened, Buffer.buffer(message.body())))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
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

    private static String cause(@Nullable Throwable failure) {
        return switch (failure) {
            case TooLarge _ -> "too_large";
            case UnknownHostException _ -> "unknown_host";
            // Vert.x's connect timeout is one of these.
            case ConnectException _ -> "no_connection";
            case SSLException _ -> "tls_failed";
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
