package dev.kycplatform.worker.lookup.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.result.ResultTexts;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.eventlog.EventCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedJobReaderTest {
    private static final Instant ACCEPTED_AT = Instant.parse("2026-01-02T03:04:05.123456Z");
    private static final String REQUEST =
            """
            {"user_id":"user-1","country":"NG","id_type":"BVN","id_number":"00000000000",\
            "inputs":{},"partner_params":"{}"}""";

    private final EventCodec codec = new EventCodec();
    private final Seal seal;
    private final SealedJobReader reader;

    SealedJobReaderTest(@TempDir Path directory) {
        Keysets.generateAll(directory);
        var keysets = new Keysets(directory);
        seal = keysets.seal(Purpose.JOB_REQUEST);
        reader = new SealedJobReader(codec, keysets, new Sandbox(directory));
    }

    @Test
    void opensWhatWasSealedForTheJob() {
        var received = reader.read(codec.encode(job("job-1", ACCEPTED_AT, REQUEST)), "trace");

        var job = reader.open(received);

        assertThat(job.request().idNumber()).isEqualTo("00000000000");
        assertThat(job.received().traceParent()).isEqualTo("trace");
        assertThat(job.toString()).doesNotContain("00000000000");
    }

    @Test
    void doesNotOpenTheRequestOfAnotherJob() {
        var other = job("job-2", ACCEPTED_AT, REQUEST);
        var forged = event("job-1", KycEnvironment.SANDBOX, ACCEPTED_AT, other.request());
        var received = reader.read(codec.encode(forged), null);

        assertRefused(ErrorCode.SEAL_BROKEN, () -> reader.open(received));
    }

    @Test
    void doesNotOpenTheRequestOfAnotherTime() {
        var genuine = job("job-1", ACCEPTED_AT, REQUEST);
        var later = ACCEPTED_AT.plusSeconds(1);
        var forged = event("job-1", KycEnvironment.SANDBOX, later, genuine.request());
        var received = reader.read(codec.encode(forged), null);

        assertRefused(ErrorCode.SEAL_BROKEN, () -> reader.open(received));
    }

    @Test
    void readsNoTimeThatIsFinerThanTheStoreKeeps() {
        var forged = job("job-1", ACCEPTED_AT.plusNanos(1), REQUEST);

        assertRefused(ErrorCode.UNREADABLE_RECORD, () -> reader.read(codec.encode(forged), null));
    }

    @Test
    void readsNoJobOfAnotherEnvironment() {
        var foreign = event("job-1", KycEnvironment.PRODUCTION, ACCEPTED_AT, new byte[0]);

        assertRefused(ErrorCode.UNREADABLE_RECORD, () -> reader.read(codec.encode(foreign), null));
    }

    @Test
    void readsNoAwaitedJobWithoutADeadline() {
        var bytes = codec.encode(job("job-1", ACCEPTED_AT, REQUEST));
        var forged =
                new String(bytes, StandardCharsets.UTF_8)
                        .replace("\"lane\":\"async\"", "\"lane\":\"sync\"")
                        .getBytes(StandardCharsets.UTF_8);

        assertRefused(ErrorCode.UNREADABLE_RECORD, () -> reader.read(forged, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "not json",
                "{\"schema_version\":1,\"smile_job_id\":1,\"partner_id\":\"001\"}"
            })
    void readsNothingThatIsNoJob(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);

        assertRefused(ErrorCode.UNREADABLE_RECORD, () -> reader.read(bytes, null));
    }

    @Test
    void readsNoIdThatCannotBeStored() {
        var bytes = codec.encode(job("x", ACCEPTED_AT, REQUEST));
        var forged =
                new String(bytes, StandardCharsets.UTF_8)
                        .replace("\"job_id\":\"x\"", "\"job_id\":\"a\\u0000b\"")
                        .getBytes(StandardCharsets.UTF_8);

        assertRefused(ErrorCode.UNREADABLE_RECORD, () -> reader.read(forged, null));
    }

    @Test
    void saysNothingOfASealedRequestThatItCannotRead() {
        var secret = job("job-1", ACCEPTED_AT, "{\"inputs\":\"Recognisable Name\"}");
        var received = reader.read(codec.encode(secret), null);

        assertThatExceptionOfType(KycException.class)
                .isThrownBy(() -> reader.open(received))
                .withNoCause()
                .satisfies(
                        failure ->
                                assertThat(failure.getMessage())
                                        .doesNotContain("Recognisable Name"));
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(KycException.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(code));
    }

    private JobRequested job(String jobId, Instant acceptedAt, String request) {
        var open = event(jobId, KycEnvironment.SANDBOX, acceptedAt, new byte[0]);
        return event(
                jobId,
                KycEnvironment.SANDBOX,
                acceptedAt,
                seal.seal(request.getBytes(StandardCharsets.UTF_8), open.binding()));
    }

    private static JobRequested event(
            String jobId, KycEnvironment environment, Instant acceptedAt, byte[] request) {
        return new JobRequested(
                1,
                "001",
                jobId,
                1096,
                environment,
                Lane.ASYNC,
                "NG",
                "BVN",
                "ng-nibss",
                acceptedAt,
                "key-1",
                null,
                null,
                request);
    }

    private record Sandbox(Path keysets) implements DeploymentConfig {
        @Override
        public KycEnvironment environment() {
            return KycEnvironment.SANDBOX;
        }

        @Override
        public boolean hardened() {
            return false;
        }

        @Override
        public ResultTexts resultTexts() {
            return ResultTexts.DOCUMENTED;
        }

        @Override
        public Optional<String> topicPrefix() {
            return Optional.empty();
        }
    }
}
