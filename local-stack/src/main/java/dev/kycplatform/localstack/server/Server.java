package dev.kycplatform.localstack.server;

import dev.kycplatform.localstack.process.ChildProcess;
import java.util.Optional;

/** A server that can be started again and again over the same data, and stopped in every way a server can stop. */
public interface Server extends AutoCloseable {
    /** Returns when it takes requests. */
    void start();

    /** In order: nothing that was acknowledged is lost, and nothing that was begun goes on. */
    void stop();

    /** As a power cut would, if only of this process. */
    void kill();

    /** It keeps its connections and answers nothing, until {@link #resume}. */
    void suspend();

    void resume();

    /** Empty before the first start; ended after a stop. */
    Optional<ChildProcess> process();

    int port();

    @Override
    default void close() {
        stop();
    }
}
