package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.StorableText;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.http.ErrorAnswers;
import dev.kycplatform.intake.job.AcceptedJob;
import dev.kycplatform.intake.job.AuthenticatePartner;
import dev.kycplatform.intake.job.Caller;
import dev.kycplatform.intake.job.ReadSubmission;
import dev.kycplatform.intake.job.RequestFields;
import dev.kycplatform.intake.job.SubmitJob;
import dev.kycplatform.intake.job.http.RowSplitter.Line;
import dev.kycplatform.intake.limit.PartnerRates;
import dev.kycplatform.tracing.Step;
import dev.kycplatform.tracing.Tracing;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One bulk request on its way. Rows are read on the event loop, submitted by one virtual thread at the
 * partner's rate, and acknowledged as each is accepted or refused. Bounded: so many rows are under way at
 * once, the stream is paused while more than that wait, and it is not read any further while too many
 * acknowledgements are unread. That last bound is wide, for many a client reads nothing before it has
 * written everything.
 */
final class BulkSubmission {
    private static final Line END = new Line(0, null);

    /** Rows that wait for their turn; what is over stays in the socket. */
    private static final int MOST_QUEUED_BYTES = 1024 * 1024;

    /** More than an acknowledgement ever takes: an id of 256 bytes, escaped, and our own words. */
    private static final int ROOM_FOR_ONE = 2_048;

    private final Rules rules;
    private final Caller caller;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context eventLoop;
    private final RowSplitter splitter;
    private final int mostRows;
    private final Duration rowWithin;
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final Semaphore places;
    private final Semaphore unread;
    private final LinkedBlockingQueue<Line> rows = new LinkedBlockingQueue<>();
    private final Queue<String> acknowledgements = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWriteDue = new AtomicBoolean();
    private volatile boolean isGone;
    private volatile boolean isPaused;
    private volatile boolean isWhole;

    /** What a row goes through. */
    record Rules(
            AuthenticatePartner authentication,
            RequestReader reader,
            ReadSubmission submissions,
            SubmitJob submitJob,
            PartnerRates rates,
            ErrorAnswers errors,
            Tracing tracing) {}

    /** On the request's event loop; the request is paused. */
    BulkSubmission(RoutingContext request, Caller caller, Rules rules, IntakeConfig config) {
        this.rules = rules;
        this.caller = caller;
        this.request = request.request();
        this.response = request.response();
        this.eventLoop = request.vertx().getOrCreateContext();
        this.splitter = new RowSplitter(config.mostBodyBytes(), this::queue);
        this.rowWithin = config.bodyWithin();
        this.mostRows = config.bulk().mostRows();
        this.places = new Semaphore(mostRows);
        this.unread = new Semaphore(config.bulk().mostUnreadBytes());
    }

    /** @param whenDone called once, when nothing more will be submitted */
    void start(Runnable whenDone) {
        request.exceptionHandler(_ -> leave());
        request.handler(this::read);
        request.endHandler(
                _ -> {
                    splitter.end();
                    isWhole = true;
                    rows.add(END);
                });
        response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson");
        response.closeHandler(_ -> leave());
        watch(0);
        Thread.ofVirtual().name("bulk-submission").start(() -> submitAll(whenDone));
        request.resume();
    }

    /** A client that sends no row in the time a body has is cut off, so that it keeps nobody else out. */
    private void watch(int rowsBefore) {
        eventLoop
                .owner()
                .setTimer(
                        rowWithin.toMillis(),
                        _ -> {
                            var isIdle =
                                    !isPaused && rows.isEmpty() && splitter.rows() == rowsBefore;
                            if (isIdle && !isWhole && !isGone) {
                                request.connection().close();
                            } else if (!isWhole && !isGone) {
                                watch(splitter.rows());
                            }
                        });
    }

    private void queue(Line row) {
        queuedBytes.addAndGet(size(row));
        rows.add(row);
    }

    private static int size(Line row) {
        var bytes = row.bytes();
        return bytes == null ? 0 : bytes.length;
    }

    private void read(Buffer part) {
        splitter.feed(part);
        if (rows.size() > mostRows || queuedBytes.get() > MOST_QUEUED_BYTES) {
            isPaused = true;
            request.pause();
            // The thread may have emptied the queue before it could see that we are paused.
            resumeIfDrained();
        }
    }

    private boolean isDrained() {
        return rows.size() < mostRows / 2 && queuedBytes.get() < MOST_QUEUED_BYTES / 2;
    }

    /** On the event loop. */
    private void resumeIfDrained() {
        if (isPaused && isDrained()) {
            isPaused = false;
            request.resume();
        }
    }

    private void leave() {
        isGone = true;
        rows.add(END);
    }

    private void submitAll(Runnable whenDone) {
        try {
            for (var row = next(); row != END && !isGone; row = next()) {
                places.acquire();
                unread.acquire(ROOM_FOR_ONE);
                submit(row);
            }
            // All places are free again when the last acknowledgement is on its way.
            places.acquire(mostRows);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            // Before the answer ends: whoever has read it to its end may send the next at once.
            whenDone.run();
        }
        eventLoop.runOnContext(_ -> finish());
    }

    private Line next() throws InterruptedException {
        var row = rows.take();
        queuedBytes.addAndGet(-size(row));
        if (isPaused && isDrained()) {
            eventLoop.runOnContext(_ -> resumeIfDrained());
        }
        return row;
    }

    private void finish() {
        if (!response.closed()) {
            response.end();
        }
    }

    private void submit(Line row) throws InterruptedException {
        var jobId = Optional.<String>empty();
        try {
            var sender = rules.authentication().again(caller);
            rules.rates().await(sender.partner());
            var fields = rules.reader().readRow(bytes(row), sender.partner().id());
            jobId = jobId(fields);
            var echoed = jobId.orElse(null);
            var step =
                    rules.tracing()
                            .begin(
                                    Tracing.Kind.REQUEST,
                                    "bulk row",
                                    TraceParent.continuing(Optional.empty()));
            step.until(() -> submit(fields, sender, step))
                    .whenComplete((_, failure) -> acknowledge(row, echoed, failure));
        } catch (RuntimeException e) {
            acknowledge(row, jobId.orElse(null), e);
        }
    }

    private CompletionStage<AcceptedJob> submit(RequestFields fields, Caller sender, Step step) {
        var submission =
                rules.submissions().read(fields, sender, Lane.ASYNC, step.traceParent().value());
        step.about(submission.key());
        return rules.submitJob().submit(submission);
    }

    private static byte[] bytes(Line row) {
        var bytes = row.bytes();
        if (bytes == null) {
            throw new KycException(ErrorCode.TOO_LARGE, "the row is too large");
        }
        return bytes;
    }

    private static Optional<String> jobId(RequestFields fields) {
        try {
            return RequestFields.text(fields.members("partner_params"), "job_id")
                    .filter(StorableText::isStorable);
        } catch (KycException _) {
            // The rules say what is wrong with it.
            return Optional.empty();
        }
    }

    private void acknowledge(Line row, @Nullable String jobId, @Nullable Throwable failure) {
        var line = new JsonObject().put("row", row.number()).put("job_id", jobId);
        if (failure != null) {
            var refusal = rules.errors().ofRow(cause(failure));
            line.put("error", refusal.code().text()).put("code", refusal.code().wire());
            if (refusal.detail() != null) {
                line.put("detail", refusal.detail());
            }
        }
        var acknowledgement = line.put("success", failure == null).encode() + "\n";
        unread.release(ROOM_FOR_ONE - length(acknowledgement));
        acknowledgements.add(acknowledgement);
        if (isWriteDue.compareAndSet(false, true)) {
            eventLoop.runOnContext(_ -> write());
        }
        places.release();
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** Of what stands in it, in bytes; what would be over the room for one counts as that. */
    private static int length(String acknowledgement) {
        return Math.min(ROOM_FOR_ONE, acknowledgement.getBytes(StandardCharsets.UTF_8).length);
    }

    /** All there are, in one write. */
    private void write() {
        isWriteDue.set(false);
        var lines = Buffer.buffer();
        int bytes = 0;
        for (var line = acknowledgements.poll(); line != null; line = acknowledgements.poll()) {
            lines.appendString(line);
            bytes += length(line);
        }
        if (bytes > 0) {
            send(lines, bytes);
        }
    }

    private void send(Buffer lines, int bytes) {
        if (response.closed()) {
            unread.release(bytes);
        } else {
            response.write(lines).onComplete(_ -> unread.release(bytes));
        }
    }
}
