package dev.kycplatform.benchmarks.system;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.concurrent.TimeUnit;

/** An endpoint that takes every connection, reads what comes and never answers. */
public final class BlackHole implements AutoCloseable {
    private final NetServer server;

    private BlackHole(NetServer server) {
        this.server = server;
    }

    /** On a free port of the loopback. */
    public static BlackHole open(Vertx vertx) {
        var server = vertx.createNetServer(new NetServerOptions().setAcceptBacklog(4096));
        server.connectHandler(connection -> connection.handler(_ -> {}));
        try {
            server.listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            return new BlackHole(server);
        } catch (Exception e) {
            throw new IllegalStateException("the black hole does not listen", e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
