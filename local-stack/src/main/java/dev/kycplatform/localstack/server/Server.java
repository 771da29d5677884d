package dev.kycplatform.localstack.server;

import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.process.Supervised;
import java.util.Optional;

/** A server that can be started again and again over the same data, and stopped in every way a server can stop. */
public abstract sealed class Server implements AutoCloseable permits KafkaServer, PostgresServer {
    private final Supervised place;
    private final int port;
    private volatile Runnable launched = () -> {};

    Server(Supervised place, int port) {
        this.place = place;
        this.port = port;
    }

    /** Has the listener told of every process that is started here, before it is ready. */
    public final void whenLaunched(Runnable listener) {
        launched = listener;
    }

    /** Starts the process without waiting for it. */
    public final void launch() {
        prepare();
        place.launch(this::process);
        launched.run();
    }

    /** Waits until it takes requests. */
    public abstract void awaitReady();

    /** Starts it and waits until it takes requests. */
    public final void start() {
        launch();
        awaitReady();
    }

    /** In order: nothing that was acknowledged is lost, and nothing that was begun goes on. */
    public final void stop() {
        place.stop();
    }

    /** As a power cut would, if only of this server. */
    public final void kill() {
        place.kill();
    }

    /** It keeps its connections and answers nothing, until {@link #resume}. */
    public final void suspend() {
        place.suspend();
    }

    public final void resume() {
        place.resume();
    }

    /** Empty before the first start; ended after a stop. */
    public final Optional<ChildProcess> child() {
        return place.process();
    }

    public final int port() {
        return port;
    }

    /** Stops it for good. */
    @Override
    public final void close() {
        place.close();
    }

    /** Whatever must be there before the process starts; called before every start. */
    abstract void prepare();

    abstract ChildProcess process();
}
