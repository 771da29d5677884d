package dev.kycplatform.dispatcher.endpoint.http;

import dev.kycplatform.dispatcher.endpoint.EndpointAnswer;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Answered;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import dev.kycplatform.dispatcher.endpoint.Failure;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One POST, from the connection to the end of what is read of the answer. The event loop calls it, and
 * the thread that waits for it; whoever ends it first decides. Once the status is known the endpoint has
 * answered, however its body goes on. A connection with anything left on it is closed.
 */
final class Exchange {
    private final Buffer body;
    private final RestedConnections rested;
    private final CompletableFuture<EndpointAnswer> end = new CompletableFuture<>();
    private final ByteArrayOutputStream excerpt = new ByteArrayOutputStream();
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse head;
    private boolean onRestedConnection;

    Exchange(Buffer body, RestedConnections rested) {
        this.body = body;
        this.rested = rested;
    }

    /** What came back; {@link Failure#TIMEOUT} if nothing has by then. */
    EndpointAnswer await(Duration timeout) {
        try {
            return end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return abandon(Failure.TIMEOUT);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return abandon(Failure.TIMEOUT);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exchange ends with an answer", e);
        }
    }

    synchronized void connected(AsyncResult<HttpClientRequest> connected) {
        if (connected.failed()) {
            end.complete(new Unanswered(Failures.connecting(connected.cause())));
            return;
        }
        request = connected.result();
        if (end.isDone()) {
            request.reset();
            return;
        }
        onRestedConnection = rested.hadUsed(request.connection());
        request.send(body).onComplete(this::answered);
    }

    /**
     * Whether its connection had carried another request before, and was lost with no answer: the endpoint may have
     * closed it for having rested, and never have read this one.
     */
    synchronized boolean mayNotHaveBeenRead(EndpointAnswer answer) {
        return onRestedConnection
                && answer instanceof Unanswered(var failure)
                && failure == Failure.CONNECTION_LOST;
    }

    private synchronized void answered(AsyncResult<HttpClientResponse> answered) {
        if (answered.failed()) {
            end.complete(new Unanswered(Failures.exchanging(answered.cause())));
            return;
        }
        head = answered.result();
        head.exceptionHandler(_ -> finish());
        head.endHandler(_ -> finish());
        head.handler(this::read);
    }

    private synchronized void read(Buffer chunk) {
        var room = EndpointAnswer.MOST_EXCERPT - excerpt.size();
        excerpt.writeBytes(chunk.getBytes(0, Math.min(room, chunk.length())));
        if (chunk.length() > room) {
            abandon(Failure.TIMEOUT);
        }
    }

    private synchronized void finish() {
        end.complete(answer(Failure.CONNECTION_LOST));
    }

    private synchronized EndpointAnswer abandon(Failure failure) {
        end.complete(answer(failure));
        if (request != null) {
            request.reset();
        }
        return end.join();
    }

    private EndpointAnswer answer(Failure otherwise) {
        return head == null
                ? new Unanswered(otherwise)
                : new Answered(
                        head.statusCode(),
                        Optional.ofNullable(head.getHeader("retry-after")),
                        excerpt.toByteArray());
    }
}
