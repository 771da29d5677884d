package dev.kycplatform.flow.document.http;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body on its way in, for a thread that may block. The connection gives as many pieces as are asked for and no more, so
 * that a slow reader slows down the sender and nothing gathers here.
 */
final class UploadStream {
    /** Enough to keep the connection busy while one is being sealed. */
    private static final int AHEAD = 4;

    private final HttpServerRequest request;
    private final Context eventLoop;
    private final long mostBytes;
    private final long deadlineNanos;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private long bytes;

    /** What comes of the connection. */
    private sealed interface Piece {
        record Bytes(Buffer buffer) implements Piece {}

        record End() implements Piece {}

        record Broken() implements Piece {}
    }

    UploadStream(HttpServerRequest request, Context eventLoop, long mostBytes, Duration within) {
        this.request = request;
        this.eventLoop = eventLoop;
        this.mostBytes = mostBytes;
        this.deadlineNanos = System.nanoTime() + within.toNanos();
    }

    /** On the event loop; the request is paused. */
    void start() {
        request.handler(buffer -> pieces.add(new Piece.Bytes(buffer)))
                .endHandler(_ -> pieces.add(new Piece.End()))
                .exceptionHandler(_ -> pieces.add(new Piece.Broken()));
        request.fetch(AHEAD);
    }

    /**
     * The next piece; empty: there is no more.
     *
     * @throws FlowException with TOO_LARGE, TOO_SLOW, or VALIDATION if the connection broke
     */
    Optional<Buffer> next() throws InterruptedException {
        var piece = pieces.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (piece == null) {
            throw new FlowException(FlowError.TOO_SLOW);
        }
        return switch (piece) {
            case Piece.End() -> Optional.empty();
            case Piece.Broken() -> throw new FlowException(FlowError.VALIDATION);
            case Piece.Bytes(var buffer) -> {
                bytes += buffer.length();
                if (bytes > mostBytes) {
                    throw new FlowException(FlowError.TOO_LARGE);
                }
                eventLoop.runOnContext(_ -> request.fetch(1));
                yield Optional.of(buffer);
            }
        };
    }
}
