package dev.kycplatform.benchmarks.system;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Every partner's endpoint: reads a callback whole, notes whose it is by its path, and answers 200 at once. */
public final class Receiver implements AutoCloseable {
    private static final String PATH = "/callback/";

    private final HttpServer server;
    private volatile LongConsumer listener = _ -> {};

    private Receiver(Vertx vertx) {
        this.server =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setTcpNoDelay(true)
                                .setAcceptBacklog(4096)
                                .setIdleTimeout(0));
    }

    /** On a free port of the loopback. */
    public static Receiver open(Vertx vertx) {
        var receiver = new Receiver(vertx);
        receiver.server.requestHandler(receiver::receive);
        try {
            receiver.server
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the receiver does not listen", e);
        }
        return receiver;
    }

    /** From now on told the number of each callback once it is there whole. */
    public void tell(LongConsumer newListener) {
        listener = newListener;
    }

    public URI origin() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Where the callback of that number is to go. */
    public String urlOf(long number) {
        return origin() + PATH + number;
    }

    private void receive(HttpServerRequest request) {
        request.endHandler(
                _ -> {
                    var path = request.path();
                    if (path != null && path.startsWith(PATH)) {
                        listener.accept(Long.parseLong(path.substring(PATH.length())));
                    }
                    request.response().end();
                });
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
