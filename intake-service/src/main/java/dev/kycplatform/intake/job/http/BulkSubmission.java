package dev.kycplatform.intake.job.http;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.intake.IntakeConfig.Bulk;
import dev.kycplatform.intake.http.ErrorAnswers;
import dev.kycplatform.intake.job.Caller;
import dev.kycplatform.intake.job.ReadSubmission;
import dev.kycplatform.intake.job.RequestFields;
import dev.kycplatform.intake.job.SubmitJob;
import dev.kycplatform.intake.job.http.RowSplitter.Line;
import dev.kycplatform.intake.limit.PartnerRates;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final Rules rules;
    private final Caller caller;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context eventLoop;
    private final RowSplitter splitter;
    private final int mostRows;
    private final Semaphore places;
    private final Semaphore unread;
    private final LinkedBlockingQueue<Line> rows = new LinkedBlockingQueue<>();
    private final Queue<String> acknowledgements = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWriteDue = new AtomicBoolean();
    private volatile boolean isGone;
    private volatile boolean isPaused;

    /** What a row goes through. */
    record Rules(
            RequestReader reader,
            ReadSubmission submissions,
            SubmitJob submitJob,
            PartnerRates rates,
            ErrorAnswers errors) {}

    /** On the request's event loop; the request is paused. */
    BulkSubmission(RoutingContext request, Caller caller, Rules rules, int mostBytes, Bulk limits) {
        this.rules = rules;
        this.caller = caller;
        this.request = request.request();
        this.response = request.response();
        this.eventLoop = request.vertx().getOrCreateContext();
        this.splitter = new RowSplitter(mostBytes, rows::add);
        this.mostRows = limits.mostRows();
        this.places = new Semaphore(mostRows);
        this.unread = new Semaphore(limits.mostUnread());
    }

    /** @param whenDone called once, when the last acknowledgement has left or the client is gone */
    void start(Runnable whenDone) {
        response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson");
        response.closeHandler(_ -> leave());
        request.exceptionHandler(_ -> leave());
        request.handler(this::read);
        request.endHandler(
                _ -> {
                    splitter.end();
                    rows.add(END);
                });
        Thread.ofVirtual().name("bulk-submission").start(() -> submitAll(whenDone));
        request.resume();
    }

    private void read(Buffer part) {
        splitter.feed(part);
        if (rows.size() > mostRows) {
            isPaused = true;
            request.pause();
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
                unread.acquire();
                rules.rates().await(caller.partner());
                submit(row);
            }
            // All places are free again when the last acknowledgement is on its way.
            places.acquire(mostRows);
            eventLoop.runOnContext(_ -> finish());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            whenDone.run();
        }
    }

    private Line next() throws InterruptedException {
        var row = rows.take();
        if (isPaused && rows.size() < mostRows / 2) {
            isPaused = false;
            eventLoop.runOnContext(_ -> request.resume());
        }
        return row;
    }

    private void finish() {
        if (!response.closed()) {
            response.end();
        }
    }

    private void submit(Line row) {
        var jobId = Optional.<String>empty();
        try {
            var fields = rules.reader().readRow(bytes(row), caller.partner().id());
            jobId = jobId(fields);
            var echoed = jobId.orElse(null);
            var trace = TraceParent.continuing(Optional.empty());
            rules.submitJob()
                    .submit(rules.submissions().read(fields, caller, Lane.ASYNC, trace.value()))
                    .whenComplete((_, failure) -> acknowledge(row, echoed, failure));
        } catch (KycException e) {
            acknowledge(row, jobId.orElse(null), e);
        }
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
            return RequestFields.text(fields.members("partner_params"), "job_id");
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
        acknowledgements.add(line.put("success", failure == null).encode() + "\n");
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

    /** All there are, in one write. */
    private void write() {
        isWriteDue.set(false);
        var lines = Buffer.buffer();
        int count = 0;
        for (var line = acknowledgements.poll(); line != null; line = acknowledgements.poll()) {
            lines.appendString(line);
            count++;
        }
        if (count > 0) {
            send(lines, count);
        }
    }

    private void send(Buffer lines, int count) {
        if (response.closed()) {
            unread.release(count);
        } else {
            response.write(lines).onComplete(_ -> unread.release(count));
        }
    }
}
