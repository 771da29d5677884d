package dev.kycplatform.tracing;

import dev.kycplatform.contracts.event.TraceParent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Begins steps. A trace has its id whether or not it is told to anybody: it is minted with the request and travels as a W3C
 * {@code traceparent}. Spans are told where OpenTelemetry is turned on; the names in log lines always are.
 */
@ApplicationScoped
public class Tracing {
    /** Where the parts of a traceparent stand. */
    private static final int TRACE = 3;

    private static final int SPAN = 36;
    private static final int FLAGS = 53;

    private final Tracer tracer;

    @Inject
    Tracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.kycplatform");
    }

    /** Tells spans to this one; for tests. */
    public static Tracing of(OpenTelemetry telemetry) {
        return new Tracing(telemetry);
    }

    /** Tells nobody. */
    public static Tracing off() {
        return new Tracing(OpenTelemetry.noop());
    }

    /** What a step is to the one before it. */
    public enum Kind {
        /** Somebody asked us. */
        REQUEST(SpanKind.SERVER),
        /** A record is handled. */
        RECORD(SpanKind.CONSUMER),
        /** We ask somebody. */
        CALL(SpanKind.CLIENT),
        /** Something we do by ourselves. */
        WORK(SpanKind.INTERNAL);

        private final SpanKind kind;

        Kind(SpanKind kind) {
            this.kind = kind;
        }
    }

    /**
     * Begins a step of a trace. Within another step of the same trace on this thread it is a part of that one.
     *
     * @param name one of a few of ours
     * @param parent the trace as it came
     */
    public Step begin(Kind kind, String name, TraceParent parent) {
        var came = context(parent);
        var around = Span.current().getSpanContext();
        var isWithin = around.isValid() && around.getTraceId().equals(came.getTraceId());
        var span =
                tracer.spanBuilder(name)
                        .setSpanKind(kind.kind)
                        .setParent(
                                isWithin ? Context.current() : Context.root().with(Span.wrap(came)))
                        .startSpan();
        return new Step(span);
    }

    /** A request as a step, named in log lines until it is answered. */
    public <T> T answer(String name, @Nullable String traceParent, Function<Step, T> work) {
        var step = request(name, traceParent);
        return step.during(() -> work.apply(step));
    }

    /** The same of one that is answered later. */
    public <T> CompletionStage<T> answerLater(
            String name, @Nullable String traceParent, Function<Step, CompletionStage<T>> work) {
        var step = request(name, traceParent);
        return step.until(() -> work.apply(step));
    }

    private Step request(String name, @Nullable String traceParent) {
        return begin(Kind.REQUEST, name, TraceParent.continuing(Optional.ofNullable(traceParent)))
                .remembered();
    }

    /** Begins a part of the step that this thread is at. */
    public Step within(Kind kind, String name) {
        return new Step(tracer.spanBuilder(name).setSpanKind(kind.kind).startSpan());
    }

    private static SpanContext context(TraceParent parent) {
        var text = parent.value();
        return SpanContext.createFromRemoteParent(
                text.substring(TRACE, SPAN - 1),
                text.substring(SPAN, FLAGS - 1),
                TraceFlags.fromHex(text, FLAGS),
                TraceState.getDefault());
    }
}
