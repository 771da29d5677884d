package dev.kycplatform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.contracts.job.JobKey;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final TraceParent PARENT =
            new TraceParent("00-" + TRACE + "-b7ad6b7169203331-00");
    private static final JobKey JOB = JobKey.of("1001", "job/1");

    private final InMemorySpanExporter told = InMemorySpanExporter.create();
    private final Tracing tracing = tracing(Sampler.alwaysOn());

    @Test
    void aStepBelongsToTheTraceThatCameAndNamesItsJob() {
        try (var step = tracing.begin(Tracing.Kind.REQUEST, "accept", PARENT).about(JOB)) {
            assertThat(step.traceParent().value())
                    .startsWith("00-" + TRACE + "-")
                    .doesNotContain("b7ad6b7169203331")
                    .endsWith("-01");
        }

        assertThat(told.getFinishedSpanItems())
                .singleElement()
                .satisfies(
                        span -> {
                            assertThat(span.getTraceId()).isEqualTo(TRACE);
                            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
                            assertThat(span.getAttributes().get(AttributeKey.stringKey("kyc.job")))
                                    .isEqualTo("job/1");
                        });
    }

    @Test
    void aStepWithinAnotherOfTheSameTraceIsAPartOfIt() {
        try (var outer = tracing.begin(Tracing.Kind.RECORD, "answer", PARENT);
                var _ = outer.here()) {
            tracing.begin(Tracing.Kind.CALL, "ask", PARENT).close();
        }

        assertThat(told.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("ask", "answer");
        assertThat(told.getFinishedSpanItems().getFirst().getParentSpanId())
                .isEqualTo(told.getFinishedSpanItems().getLast().getSpanId());
    }

    @Test
    void aStepOfAnotherTraceIsNoPart() {
        var other = new TraceParent("00-1111111111111111111111111111111a-b7ad6b7169203331-00");
        try (var outer = tracing.begin(Tracing.Kind.RECORD, "answer", PARENT);
                var _ = outer.here()) {
            tracing.begin(Tracing.Kind.CALL, "ask", other).close();
        }

        assertThat(told.getFinishedSpanItems().getFirst().getTraceId())
                .isEqualTo("1111111111111111111111111111111a");
    }

    @Test
    void logLinesNameTraceAndJobForAsLongAsTheThreadIsAtTheStep() {
        MDC.put("partnerId", "before");
        try (var step = tracing.begin(Tracing.Kind.WORK, "retry", PARENT).about(JOB)) {
            try (var _ = step.here()) {
                assertThat(MDC.get("traceId")).isEqualTo(TRACE);
                assertThat(MDC.get("partnerId")).isEqualTo("1001");
                assertThat(MDC.get("jobId")).isEqualTo("job/1");
            }
            assertThat(MDC.get("traceId")).isNull();
            assertThat(MDC.get("partnerId")).isEqualTo("before");
        } finally {
            MDC.remove("partnerId");
        }
    }

    @Test
    void turnedOffTheTraceTravelsOnAsItCameAndIsNamedInLogs() {
        try (var step = Tracing.off().begin(Tracing.Kind.REQUEST, "accept", PARENT);
                var _ = step.here()) {
            assertThat(step.traceParent()).isEqualTo(PARENT);
            assertThat(MDC.get("traceId")).isEqualTo(TRACE);
        }
    }

    @Test
    void aTraceThatIsNotSampledIsToldToNobodyAndSaysSo() {
        try (var step =
                tracing(Sampler.alwaysOff()).begin(Tracing.Kind.REQUEST, "accept", PARENT)) {
            assertThat(step.traceParent().value()).startsWith("00-" + TRACE).endsWith("-00");
        }

        assertThat(told.getFinishedSpanItems()).isEmpty();
    }

    private Tracing tracing(Sampler sampler) {
        return Tracing.of(
                OpenTelemetrySdk.builder()
                        .setTracerProvider(
                                SdkTracerProvider.builder()
                                        .setSampler(sampler)
                                        .addSpanProcessor(SimpleSpanProcessor.create(told))
                                        .build())
                        .build());
    }
}
