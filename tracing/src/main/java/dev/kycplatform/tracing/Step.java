package dev.kycplatform.tracing;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.contracts.job.JobKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** One step of a job's way. Ends when it is closed, on whichever thread; told to at most one thread at a time. */
public final class Step implements AutoCloseable {
    private static final String TRACE = "traceId";
    private static final String PARTNER = "partnerId";
    private static final String JOB = "jobId";

    private final Span span;
    private final List<Name> names = new ArrayList<>(3);
    private boolean isRemembered;

    private record Name(String key, String value) {}

    Step(Span span) {
        this.span = span;
        names.add(new Name(TRACE, span.getSpanContext().getTraceId()));
    }

    /** What the next step is to be told: the trace, and this step as the one before. */
    public TraceParent traceParent() {
        var context = span.getSpanContext();
        return new TraceParent(
                "00-"
                        + context.getTraceId()
                        + "-"
                        + context.getSpanId()
                        + "-"
                        + context.getTraceFlags().asHex());
    }

    public Step about(JobKey job) {
        name(new Name(PARTNER, job.partnerId().value()));
        name(new Name(JOB, job.jobId().value()));
        span.setAttribute("kyc.partner", job.partnerId().value());
        span.setAttribute("kyc.job", job.jobId().value());
        return this;
    }

    private void name(Name name) {
        names.add(name);
        if (isRemembered) {
            MDC.put(name.key(), name.value());
        }
    }

    /**
     * For a request, whose context in the framework goes when it is answered: all its log lines name the step, those of
     * what is answered for it too.
     */
    Step remembered() {
        isRemembered = true;
        names.forEach(name -> MDC.put(name.key(), name.value()));
        return this;
    }

    /** @param value never anything personal */
    public Step with(String name, String value) {
        span.setAttribute(name, value);
        return this;
    }

    public Step with(String name, long value) {
        span.setAttribute(name, value);
        return this;
    }

    /** @param code what kind of failure; never an exception's message */
    public void failed(String code) {
        span.setStatus(StatusCode.ERROR, code);
    }

    /** Until it is closed, this thread's log lines name the step's trace, partner and job, and steps begun are parts of it. */
    public Here here() {
        return new Here(this);
    }

    /** Does it and ends with it. */
    <T> T during(Supplier<T> work) {
        try {
            var outcome = work.get();
            close();
            return outcome;
        } catch (RuntimeException e) {
            end(e);
            throw e;
        }
    }

    /** Begins it and ends when it does. */
    public <T> CompletionStage<T> until(Supplier<CompletionStage<T>> work) {
        try {
            return work.get().whenComplete((_, failure) -> end(failure));
        } catch (RuntimeException e) {
            end(e);
            throw e;
        }
    }

    private void end(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof KycException known) {
            failed(known.code().name());
        } else if (cause != null) {
            failed(cause.getClass().getSimpleName());
        }
        close();
    }

    @Override
    public void close() {
        span.end();
    }

    /** A step as the one that a thread is at. Closed by the same thread. */
    public static final class Here implements AutoCloseable {
        private final Scope scope;
        private final List<String> put = new ArrayList<>(3);
        private final List<Name> before = new ArrayList<>();

        @SuppressWarnings("MustBeClosedChecker") // closed with this
        private Here(Step step) {
            this.scope = step.span.makeCurrent();
            for (var name : step.names) {
                if (MDC.get(name.key()) instanceof String former) {
                    before.add(new Name(name.key(), former));
                }
                MDC.put(name.key(), name.value());
                put.add(name.key());
            }
        }

        @Override
        public void close() {
            put.forEach(MDC::remove);
            before.forEach(name -> MDC.put(name.key(), name.value()));
            scope.close();
        }
    }
}
