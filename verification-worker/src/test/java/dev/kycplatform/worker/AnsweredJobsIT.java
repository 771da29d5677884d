package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.result.JobCompleted;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AnsweredJobsIT extends WorkerTest {
    @Inject EventCodec codec;
    @Inject Keysets keysets;
    @Inject Clock clock;

    @Test
    void endInOneSealedResultAndOneAnnouncement() throws Exception {
        var job = jobs.publish(jobs.job(0));
        awaitAnnouncements(job, 1);

        var row = result(job);
        var body = (byte[]) Objects.requireNonNull(row.get("body"));
        var opened = opened(job, body);
        var announced =
                codec.decode(
                        results.ofKey(job.key().toString()).getFirst().value(), JobCompleted.class);

        assertThat(opened.path("ResultCode").asText()).isEqualTo("1012");
        assertThat(opened.path("FullName").asText()).isEqualTo("Joe Doe Leo");
        assertThat(opened.path("DOB").asText()).isEqualTo("2000-09-20");
        assertThat(opened.path("IssuanceDate").asText()).isEqualTo("2015-03-01");
        assertThat(opened.path("Photo").asText()).isEqualTo("Not Available");
        assertThat(opened.path("SmileJobID").asText()).isEqualTo("0000001096");
        assertThat(opened.path("FullData").path("WatchListed").asText()).isEqualTo("NO");
        assertThat(opened.path("PartnerParams").path("job_type").asInt()).isEqualTo(5);
        assertThat(row)
                .containsEntry("callback_owed", true)
                .containsEntry("lane", "async")
                .containsEntry("attempts", 1)
                .containsEntry("trace_parent", SampleJobs.TRACE_PARENT);
        assertThat(announced.resultCode()).isEqualTo(ResultCode.VALID);
        assertThat(announced.size()).isEqualTo(body.length);
        assertThat(announced.sha256())
                .isEqualTo(
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(body)));
        assertThat(ResultReference.parse(announced.resultReference()))
                .isEqualTo(new ResultReference(job.acceptedAt(), job.key()));
        assertThat(authority.asked())
                .containsExactly(
                        "/authorities/ng-nibss/lookups {\"id_type\":\"BVN\",\"id_number\":\"00000000000\"}");
    }

    @Test
    void areStoredWithTheirPhotoOnce() throws Exception {
        var bytes = new byte[60_000];
        new Random(1).nextBytes(bytes);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        var photo = Base64.getEncoder().encodeToString(bytes);
        authority.answers(200, "{\"FirstName\":\"Joe\",\"ImageBase64\":\"%s\"}".formatted(photo));
        var job = jobs.publish(jobs.job(0));
        awaitAnnouncements(job, 1);

        var body = (byte[]) Objects.requireNonNull(result(job).get("body"));
        var opened = opened(job, body);

        assertThat(body).hasSizeLessThan(bytes.length + 2_000);
        assertThat(opened.path("Photo").asText()).isEqualTo(photo);
        assertThat(opened.path("FullData").path("ImageBase64").asText()).isEqualTo(photo);
    }

    @Test
    void oweTheirCallbackWhereTheSealedRequestSays() {
        var job = jobs.publish(jobs.job(0));
        awaitAnnouncements(job, 1);

        var sealed = (byte[]) Objects.requireNonNull(result(job).get("callback"));
        var clear =
                keysets.seal(Purpose.CALLBACK)
                        .open(sealed, CallbackAddress.binding(job.key(), job.acceptedAt()));

        assertThat(codec.decode(clear, CallbackAddress.class))
                .isEqualTo(
                        new CallbackAddress("https://partner.example/callback?secret=1", "key-1"));
    }

    @ParameterizedTest
    @CsvSource({"1, 404, 1013, 1", "2, 400, 1014, 1", "3, 200, 1015, 0", "7, 200, 1014, 0"})
    void endAsTheLastDigitSays(int digit, int status, String code, int attempts) {
        authority.answers(
                status, status == 200 ? StubAuthority.PERSON : "{\"error\":\"not_found\"}");

        var job = jobs.publish(jobs.job(digit));
        awaitAnnouncements(job, 1);

        assertThat(result(job))
                .containsEntry("result_code", code)
                .containsEntry("attempts", attempts);
        assertThat(authority.asked()).hasSize(attempts);
    }

    @Test
    void areAnnouncedAgainWithTheSameIdAndValueWhenTheirRecordComesAgain() {
        var job = jobs.publish(jobs.job(0));
        awaitAnnouncements(job, 1);

        jobs.publish(job);
        awaitAnnouncements(job, 2);

        var announced = results.ofKey(job.key().toString());
        assertThat(announced)
                .extracting(TopicReader::id)
                .containsOnly(TopicReader.id(announced.getFirst()));
        assertThat(announced)
                .extracting(record -> TopicReader.text(record.value()))
                .containsOnly(TopicReader.text(announced.getFirst().value()));
        assertThat(tables.results(job.key())).hasSize(1);
        assertThat(authority.asked()).hasSize(1);
    }

    @Test
    void areAskedOnceHoweverManyRecordsOfThemComeAtOnce() {
        authority.behaves(
                exchange -> {
                    pause();
                    StubAuthority.answer(exchange, 200, StubAuthority.PERSON);
                });
        var job = jobs.job(0);

        IntStream.range(0, 64).parallel().forEach(_ -> jobs.publish(job));
        awaitAnnouncements(job, 1);
        var last = jobs.publish(jobs.job(0));
        awaitAnnouncements(last, 1);

        assertThat(tables.results(job.key())).hasSize(1);
        assertThat(results.ofKey(job.key().toString()))
                .extracting(record -> TopicReader.text(record.value()))
                .containsOnly(
                        TopicReader.text(results.ofKey(job.key().toString()).getFirst().value()));
        assertThat(authority.asked()).hasSize(2);
    }

    @Test
    void ofAPartnerNobodyHasHeardOfEndAsNotActivated() {
        var job = jobs.publish(jobs.job("404404", 0, clock.instant()));
        awaitAnnouncements(job, 1);

        assertThat(result(job)).containsEntry("result_code", "1016");
        assertThat(authority.asked()).isEmpty();
    }

    /** Long enough that all records are there before the first one is answered. */
    private static void pause() {
        try {
            new CountDownLatch(1).await(700, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode opened(JobRequested job, byte[] body) throws IOException {
        var reference = new ResultReference(job.acceptedAt(), job.key());
        return new ObjectMapper().readTree(new ResultSeal(keysets).open(body, reference));
    }
}
