package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.partner.PartnerChanged.SealedSecret;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.contracts.result.ResultCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private static final Instant MICROS = Instant.parse("2026-03-01T10:20:30.123456Z");
    private static final byte[] BYTES = {0, 1, -1, -128, 127, '"'};

    private final EventCodec codec = new EventCodec();

    @Test
    void aRequestedJobComesBackAsItWas() {
        var event = requested(MICROS.plusSeconds(22), "intake-7");

        assertThat(roundTrip(event, JobRequested.class))
                .usingRecursiveComparison()
                .isEqualTo(event);
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        var event = requested(null, null);

        assertThat(roundTrip(event, JobRequested.class))
                .usingRecursiveComparison()
                .isEqualTo(event);
        assertThat(json(event)).doesNotContain("null", "deadline", "reply_to");
    }

    @Test
    void aCompletedJobComesBackAsItWas() {
        var code = ResultCode.VALID;
        var event =
                new JobCompleted(
                        1,
                        "001",
                        "job-1",
                        "0000000042",
                        KycEnvironment.SANDBOX,
                        "NG",
                        "BVN",
                        "ng-bvn",
                        code,
                        code.category(),
                        code.actions(),
                        MICROS,
                        MICROS.plusNanos(1_000),
                        MICROS.plusSeconds(1),
                        3,
                        "reference",
                        1_500_000,
                        "ab".repeat(32));

        assertThat(roundTrip(event, JobCompleted.class)).isEqualTo(event);
    }

    @Test
    void aChangedPartnerComesBackAsItWas() {
        var event =
                new PartnerChanged(
                        1,
                        "001",
                        7,
                        "Ünï Bank",
                        true,
                        false,
                        List.of("NG/BVN"),
                        List.of(
                                new SealedSecret("key-2", BYTES, null),
                                new SealedSecret("key-1", BYTES, MICROS)),
                        List.of(),
                        BYTES,
                        50,
                        100,
                        Duration.ofHours(36),
                        MICROS);

        assertThat(roundTrip(event, PartnerChanged.class))
                .usingRecursiveComparison()
                .isEqualTo(event);
    }

    @Test
    void timesAreIsoAndBytesAreBase64() {
        assertThat(json(requested(null, null)))
                .contains("\"accepted_at\":\"2026-03-01T10:20:30.123456Z\"")
                .contains("\"request\":\"AAH/gH8i\"")
                .contains("\"lane\":\"sync\"");
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        var event = requested(null, null);
        var later = json(event).replaceFirst("\\{", "{\"later\":{\"deep\":[1]},");

        assertThat(codec.decode(bytes(later), JobRequested.class))
                .usingRecursiveComparison()
                .isEqualTo(event);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "12345678901",
                "\"12345678901\"",
                "name 12345678901",
                "{\"schema_version\":\"12345678901x\"}",
                "{\"accepted_at\":\"12345678901 Main Street\"}",
                "{\"lane\":\"12345678901\"}",
                "{\"12345678901",
            })
    void whatIsNoSuchValueIsUnreadableAndNeverQuoted(String garbage) {
        var failure =
                catchThrowableOfType(
                        KycException.class, () -> codec.decode(bytes(garbage), JobRequested.class));

        assertThat(failure.code()).isEqualTo(ErrorCode.UNREADABLE_RECORD);
        assertThat(failure.detail()).startsWith("not a JobRequested");
        // All that a log would show, causes included.
        assertThat(printed(failure)).doesNotContain("12345678901", "Main Street");
    }

    @Test
    void moreThanOneValueIsUnreadable() {
        var twice = json(requested(null, null)).repeat(2);

        assertThat(
                        catchThrowableOfType(
                                        KycException.class,
                                        () -> codec.decode(bytes(twice), JobRequested.class))
                                .code())
                .isEqualTo(ErrorCode.UNREADABLE_RECORD);
    }

    @Test
    void bytesThatAreNoTextAreUnreadable() {
        assertThat(
                        catchThrowableOfType(
                                        KycException.class,
                                        () -> codec.decode(BYTES, JobRequested.class))
                                .code())
                .isEqualTo(ErrorCode.UNREADABLE_RECORD);
    }

    private <T> T roundTrip(T value, Class<T> type) {
        return codec.decode(codec.encode(value), type);
    }

    private String json(Object value) {
        return new String(codec.encode(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static JobRequested requested(@Nullable Instant deadline, @Nullable String replyTo) {
        return new JobRequested(
                1,
                "001",
                "job-1",
                42,
                KycEnvironment.SANDBOX,
                Lane.SYNC,
                "NG",
                "BVN",
                "ng-bvn",
                MICROS,
                "key-1",
                deadline,
                replyTo,
                BYTES);
    }
}
