package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.lookup.AnswerRoom;
import dev.kycplatform.worker.lookup.OwnWork;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

    private final String authority;
    private final HttpClient client;
    private final AnswerRoom room;
    private final int largestAnswer;

    /** @throws IllegalStateException naming the authority, if its TLS files cannot be used */
    AuthorityClient(Vertx vertx, Connector connector, AnswerRoom room, int largestAnswer) {
        this.authority = connector.authority();
        this.room = room;
        this.largestAnswer = largestAnswer;
        var options =
                new HttpClientOptions()
                        .setConnectTimeout(
                                Math.toIntExact(connector.timeouts().connect().toMillis()))
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(KEEP_ALIVE);
        connector.mutualTls().ifPresent(files -> proveWith(files, options, vertx));
        // One more than lookups: a token may be fetched meanwhile.
        var connections = new PoolOptions().setHttp1MaxSize(connector.limits().concurrency() + 1);
        this.client = vertx.createHttpClient(options, connections);
    }

    /** Read here and now: a start is the time to hear of a file that is none. */
    private void proveWith(Authentication.MutualTls files, HttpClientOptions options, Vertx vertx) {
        var own =
                new PemKeyCertOptions()
                        .setCertPath(files.certificate().toString())
                        .setKeyPath(files.key().toString());
        var trusted =
                files.trusted().map(path -> new PemTrustOptions().addCertPath(path.toString()));
        try {
            own.getKeyManagerFactory(vertx);
            if (trusted.isPresent()) {
                trusted.get().getTrustManagerFactory(vertx);
            }
        } catch (Exception e) {
            throw new IllegalStateException(
                    "connector of %s: mutual-tls: expected PEM files with a certificate and its key"
                            .formatted(authority),
                    e);
        }
        options.setKeyCertOptions(own);
        trusted.ifPresent(options::setTrustOptions);
    }

    @Override
    public void close() {
        client.close();
    }

    /**
     * Sends the request and waits for the whole answer, once, no longer than {@code within}. Of a large answer no more
     * than its beginning is read before there is room for it; call it within {@link AnswerRoom#during}.
     */
    Exchange send(RequestMessage message, Duration within) {
        if (!within.isPositive()) {
            return new Exchange.Unheard("timeout");
        }
        var time = TimeLimit.of(within);
        var call = new Call();
        try {
            var request =
                    new RequestOptions()
                            .setMethod(message.method())
                            .setAbsoluteURI(message.url())
                            .setFollowRedirects(false);
            message.headers().forEach(request::putHeader);
            client.request(request)
                    .onComplete(
                            opened -> call.send(opened, Buffer.buffer(message.body())), call::fail);
            var next = call.next(time.left());
            if (next instanceof Step.NeedsRoom(var bytes)) {
                OwnWork.answered();
                if (!room.take(authority, bytes, time.left())) {
                    call.giveUp();
                    return new Exchange.Unheard("no_room");
                }
                call.goOn();
                next = call.next(time.left());
            }
            if (next instanceof Step.Ended(var exchange)) {
                return exchange;
            }
            call.giveUp();
            return new Exchange.Unheard("timeout");
        } catch (InterruptedException _) {
            call.giveUp();
            Thread.currentThread().interrupt();
            return new Exchange.Unheard("stopping");
        }
    }

    /** What becomes of a request that is on its way. */
    private sealed interface Step {
        /** The answer is large, and stands still. */
        record NeedsRoom(int bytes) implements Step {}

        /** The answer is there, or none will be. */
        record Ended(Exchange exchange) implements Step {}
    }

    private static String cause(@Nullable Throwable failure) {
        return switch (failure) {
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
        private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        private volatile boolean isGivenUp;
        private volatile Runnable onRoom = () -> {};

        /** Null if nothing comes of it in time. */
        @Nullable Step next(Duration within) throws InterruptedException {
            return steps.poll(within.toNanos(), TimeUnit.NANOSECONDS);
        }

        void send(HttpClientRequest request, Buffer body) {
            underWay.set(request);
            // Failures come with the future; without a handler each would be logged as an error,
            // too.
            request.exceptionHandler(_ -> {});
            if (isGivenUp) {
                request.reset();
            } else {
                // Nothing may come between an answer's head and its handlers, or its body is lost.
                request.send(body).onComplete(this::read, this::fail);
            }
        }

        void giveUp() {
            isGivenUp = true;
            var request = underWay.get();
            if (request != null) {
                request.reset();
            }
        }

        void fail(Throwable failure) {
            steps.add(new Step.Ended(new Exchange.Unheard(cause(failure))));
        }

        /** There is room: the rest may come. */
        void goOn() {
            onRoom.run();
        }

        /** On the connection's own thread, as all that follows from it. */
        void read(HttpClientResponse response) {
            response.exceptionHandler(this::fail);
            var announced = announced(response);
            if (announced > largestAnswer) {
                refuse();
                return;
            }
            var context = Objects.requireNonNull(Vertx.currentContext());
            var body = new Body(response, Math.toIntExact(announced));
            onRoom = () -> context.runOnContext(_ -> body.goOn());
            response.handler(body::take);
            response.endHandler(_ -> steps.add(new Step.Ended(heard(response, body.bytes))));
            body.begin();
        }

        private void refuse() {
            steps.add(new Step.Ended(new Exchange.Unheard("too_large")));
            giveUp();
        }

        /** An answer as it comes in; over the small size it stands still until there is room. */
        private final class Body {
            private final HttpClientResponse response;
            private final int announced;
            private Buffer bytes = Buffer.buffer();
            private boolean hasAskedForRoom;

            /** @param announced bytes; zero if that is not known */
            Body(HttpClientResponse response, int announced) {
                this.response = response;
                this.announced = announced;
            }

            void begin() {
                if (announced > AnswerRoom.SMALL) {
                    askForRoom(announced);
                }
            }

            void goOn() {
                if (bytes.length() == 0) {
                    bytes = Buffer.buffer(announced);
                }
                response.resume();
            }

            void take(Buffer part) {
                if (bytes.length() + part.length() > largestAnswer) {
                    refuse();
                    return;
                }
                bytes.appendBuffer(part);
                if (bytes.length() > AnswerRoom.SMALL && !hasAskedForRoom) {
                    askForRoom(largestAnswer);
                }
            }

            /** Paused first: whoever gets the room goes on at once. */
            private void askForRoom(int size) {
                hasAskedForRoom = true;
                response.pause();
                steps.add(new Step.NeedsRoom(size));
            }
        }

        /** Zero if it is not said. */
        private static long announced(HttpClientResponse response) {
            var length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
            try {
                return length == null ? 0 : Math.max(0, Long.parseLong(length.strip()));
            } catch (NumberFormatException _) {
                return 0;
            }
        }

        private static Exchange heard(HttpClientResponse response, Buffer body) {
            return new Exchange.Heard(
                    response.statusCode(),
                    Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_TYPE)),
                    Optional.ofNullable(response.getHeader(HttpHeaders.RETRY_AFTER)),
                    body.getBytes());
        }
    }
}
