package dev.kycplatform.worker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Stored results, as downstream systems read them and as they are announced again. */
@QuarkusTest
class ArchivedResultsIT extends WorkerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANOTHER = "002";

    @Test
    void aReaderIsShownTheResultThatAnEventRefersTo() throws IOException {
        var job = answered(jobs.job(0));
        var reference =
                JSON.readTree(announcements(job).getFirst().value())
                        .path("result_reference")
                        .asText();

        var answer = reader().queryParam("reason", "monthly report").get(path(reference));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        var shown = answer.jsonPath();
        assertThat(shown.getString("job_id")).isEqualTo(job.jobId());
        assertThat(shown.getString("accepted_at")).isEqualTo(job.acceptedAt().toString());
        assertThat(shown.getString("result_code")).isEqualTo("1012");
        assertThat(shown.getString("result.ResultCode")).isEqualTo("1012");
        assertThat(shown.getString("result.IDNumber")).isEqualTo("00000000000");
        assertThat(audited("result.read", job.key().toString())).containsExactly("monthly report");
    }

    @Test
    void nobodyElseIsShownIt() {
        var job = answered(jobs.job(0));
        var reference = new ResultReference(job.acceptedAt(), job.key()).toString();

        assertThat(operator().get(path(reference)).statusCode()).isEqualTo(403);
        assertThat(given().get(path(reference)).statusCode()).isEqualTo(401);
        assertThat(audited("result.read", job.key().toString())).isEmpty();
    }

    @Test
    void whatIsNotKeptIsNotFound() {
        var never = new ResultReference(Instant.parse("2026-01-01T00:00:00Z"), jobs.job(0).key());
        var outOfTime = new ResultReference(Instant.parse("-9999-01-01T00:00:00Z"), never.key());

        for (var reference : List.of(never.toString(), outOfTime.toString(), "nonsense", "_w")) {
            assertThat(reader().get(path(reference)).statusCode()).as(reference).isEqualTo(404);
        }
    }

    @Test
    void anAnnouncementIsMadeAgainAsItWas() {
        var before = Instant.now();
        var job = answered(jobs.job(0));
        var first = announcements(job).getFirst();

        var answer = republish("{\"since\":\"%s\",\"reason\":\"refill\"}".formatted(before));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getInt("republished")).isEqualTo(1);
        awaitAnnouncements(job, 2);
        var second = announcements(job).getLast();
        assertThat(second.offset()).isGreaterThan(first.offset());
        assertThat(second.key()).isEqualTo(first.key());
        assertThat(second.value()).isEqualTo(first.value());
        assertThat(second.headers().toArray()).isEqualTo(first.headers().toArray());
        assertThat(audited("results.republish", "everybody since " + before))
                .containsExactly("refill");
    }

    @Test
    void onlyThePartnerThatIsNamedIsAnnouncedAgain() {
        jobs.registerPartner(ANOTHER);
        var before = Instant.now();
        var job = answered(jobs.job(0));
        var other = answered(jobs.job(ANOTHER, 0, Instant.now()));

        republish("{\"since\":\"%s\",\"partner_id\":\"%s\"}".formatted(before, ANOTHER));

        awaitAnnouncements(other, 2);
        assertThat(announcements(job)).hasSize(1);
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        var before = Instant.now();
        var all = List.of(answered(jobs.job(0)), answered(jobs.job(0)), answered(jobs.job(0)));

        var first = page(before, "").jsonPath();
        var second = page(before, first.getString("next_after")).jsonPath();

        assertThat(first.getInt("republished")).isEqualTo(2);
        assertThat(second.getInt("republished")).isEqualTo(1);
        assertThat(second.getString("next_after")).isNull();
        all.forEach(job -> awaitAnnouncements(job, 2));
        all.forEach(job -> assertThat(announcements(job)).hasSize(2));
    }

    @Test
    void whatIsAskedForWronglyIsRefused() {
        for (var body :
                List.of(
                        "{}",
                        "{\"since\":\"yesterday\"}",
                        "{\"since\":\"2026-01-01T00:00:00Z\",\"limit\":0}",
                        "{\"since\":\"2026-01-01T00:00:00Z\",\"after\":\"here\"}",
                        after("-4800-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
                        after("+999999999-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
                        after("2026-01-01T00:00:00Z", "-4800-01-01T00:00:00Z"),
                        "{\"since\":\"2026-01-01T00:00:00Z\",\"partner\":\"001\"}")) {
            assertThat(republish(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(
                        reader().body("{\"since\":\"2026-01-01T00:00:00Z\"}")
                                .post("/admin/results/republish")
                                .statusCode())
                .isEqualTo(403);
    }

    private static String after(String recordedAt, String acceptedAt) {
        var reference = new ResultReference(Instant.parse(acceptedAt), JobKey.of("001", "job"));
        return "{\"since\":\"2026-01-01T00:00:00Z\",\"after\":\"%s~%s\"}"
                .formatted(recordedAt, reference);
    }

    private JobRequested answered(JobRequested job) {
        jobs.publish(job);
        awaitAnnouncements(job, 1);
        return job;
    }

    private List<ConsumerRecord<byte[], byte[]>> announcements(JobRequested job) {
        return results.ofKey(job.key().toString());
    }

    private List<Object> audited(String action, String subject) {
        return tables
                .query(
                        "SELECT coalesce(reason, '') AS reason FROM worker.audit WHERE action = ? AND subject = ?",
                        action,
                        subject)
                .stream()
                .<Object>map(row -> String.valueOf(row.get("reason")))
                .toList();
    }

    private static Response page(Instant since, String after) {
        return republish(
                "{\"since\":\"%s\",\"limit\":2%s}"
                        .formatted(since, after.isEmpty() ? "" : ",\"after\":\"" + after + "\""));
    }

    private static Response republish(String body) {
        return operator().body(body).post("/admin/results/republish");
    }

    private static String path(String reference) {
        return "/admin/results/" + reference;
    }

    private static RequestSpecification reader() {
        return given().header("Authorization", "Bearer " + TestServers.readerToken())
                .contentType("application/json");
    }
}
