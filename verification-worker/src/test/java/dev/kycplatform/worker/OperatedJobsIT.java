package dev.kycplatform.worker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.worker.lookup.PausedAuthorities;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of a job, and ending one. */
@QuarkusTest
class OperatedJobsIT extends WorkerTest {
    private static final String MANY = "742";

    @Inject Clock clock;
    @Inject PausedAuthorities paused;

    @AfterEach
    void resume() {
        tables.update("DELETE FROM worker.authority_pause");
        await().until(() -> !paused.isPaused("ng-nibss"));
    }

    @Test
    void aCancelledJobEndsLikeAnyOtherAndIsNotAskedForAgain() {
        authority.isDown();
        var job = jobs.publish(jobs.job(0));
        awaitParked(job);

        var answer = cancel(job);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("result_code")).isEqualTo("1015");
        assertThat(answer.jsonPath().getBoolean("cancelled")).isTrue();
        awaitAnnouncements(job, 1);
        awaitNotParked(job);
        assertThat(result(job)).containsEntry("result_code", "1015");
        assertThat(result(job)).containsEntry("callback_owed", true);
        assertThat(
                        tables.query(
                                "SELECT reason FROM worker.audit WHERE action = 'job.cancel' AND subject = ?",
                                job.key().toString()))
                .singleElement()
                .satisfies(
                        row -> assertThat(row).containsEntry("reason", "asked for by its partner"));
    }

    @Test
    void parkedJobsThatFitAreCancelledTogetherAndNoOthers() {
        jobs.registerPartner(MANY);
        authority.isDown();
        var old = jobs.publish(jobs.job(MANY, 0, clock.instant().minus(Duration.ofHours(2))));
        var fitting =
                Stream.generate(() -> jobs.publish(jobs.job(MANY, 0, clock.instant())))
                        .limit(3)
                        .toList();
        var another = jobs.publish(jobs.job(0));
        awaitParked(old);
        fitting.forEach(this::awaitParked);
        awaitParked(another);

        var answer =
                cancelAll(
                        "{\"partner\":\"%s\",\"since\":\"%s\",\"reason\":\"a wrong batch\"}"
                                .formatted(MANY, clock.instant().minus(Duration.ofHours(1))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getInt("cancelled")).isEqualTo(3);
        assertThat(answer.jsonPath().getString("next_job")).isNull();
        fitting.forEach(
                job -> {
                    awaitAnnouncements(job, 1);
                    assertThat(result(job)).containsEntry("result_code", "1015");
                });
        assertThat(
                        tables.query(
                                "SELECT FROM worker.audit WHERE action = 'job.cancel'"
                                        + " AND reason = 'a wrong batch' AND subject LIKE ? || '/%'",
                                MANY))
                .hasSize(3);
        assertThat(tables.parked(old.key())).hasSize(1);
        assertThat(tables.parked(another.key())).hasSize(1);
        assertThat(tables.results(another.key())).isEmpty();
    }

    @Test
    void cancellingTogetherGoesOnWhereTheLastPageEnded() {
        authority.isDown();
        var ours = Stream.generate(() -> jobs.publish(jobs.job(0))).limit(2).toList();
        ours.forEach(this::awaitParked);
        var sorted = ours.stream().map(JobRequested::jobId).sorted().toList();

        var answer =
                cancelAll(
                        "{\"partner\":\"%s\",\"after_partner\":\"%s\",\"after_job\":\"%s\"}"
                                .formatted(
                                        SampleJobs.PARTNER, SampleJobs.PARTNER, sorted.getFirst()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(
                        tables.query(
                                "SELECT job_id FROM worker.parked_job WHERE job_id = ANY (string_to_array(?, ','))",
                                String.join(",", sorted)))
                .extracting(row -> row.get("job_id"))
                .containsExactly(sorted.getFirst());
        assertThat(cancelAll("{\"partner\":\"\"}").statusCode()).isEqualTo(400);
        assertThat(cancelAll("{\"since\":\"yesterday\"}").statusCode()).isEqualTo(400);
        assertThat(cancelAll("{\"state\":\"answered\"}").statusCode()).isEqualTo(400);
        given().body("{}").post("/admin/jobs/cancel").then().statusCode(401);
    }

    @Test
    void whatIsNotParkedCannotBeCancelled() {
        var job = jobs.publish(jobs.job(0));
        awaitAnnouncements(job, 1);

        assertThat(cancel(job).statusCode()).isEqualTo(409);
        assertThat(cancel(jobs.job(0)).statusCode()).isEqualTo(409);
        assertThat(result(job)).containsEntry("result_code", "1012");
        given().post("/admin/jobs/001/job-1/cancel").then().statusCode(401);
    }

    @Test
    void anAttemptUnderWayLosesToTheCancellationAndTheJobHasOneResult() throws Exception {
        authority.isDown();
        var job = jobs.publish(jobs.job(0));
        awaitParked(job);
        var asking = new CountDownLatch(1);
        var answering = new CountDownLatch(1);
        authority.behaves(
                exchange -> {
                    asking.countDown();
                    await(answering);
                    StubAuthority.answer(exchange, 200, StubAuthority.PERSON);
                });
        assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();

        var cancelled = cancel(job);
        answering.countDown();

        assertThat(cancelled.jsonPath().getString("result_code")).isEqualTo("1015");
        // By the attempt, too: it announces what is stored.
        awaitAnnouncements(job, 2);
        assertThat(result(job)).containsEntry("result_code", "1015");
        assertThat(results.ofKey(job.key().toString()))
                .extracting(TopicReader::id)
                .containsOnly(TopicReader.id(results.ofKey(job.key().toString()).getFirst()));
        assertThat(tables.parked(job.key())).isEmpty();
    }

    @Test
    void aParkedJobShowsItsRecordItsAttemptsAndWhatItWaitsFor() {
        authority.isDown();
        var job = jobs.publish(jobs.job(0));
        await().until(() -> history(job).jsonPath().getList("attempts").size() >= 2);

        var seen = history(job).jsonPath();

        assertThat(seen.getString("parked.authority")).isEqualTo("ng-nibss");
        assertThat(seen.getString("parked.cause")).isEqualTo("status_503");
        assertThat(seen.getString("parked.next_attempt_at")).isNotBlank();
        assertThat(seen.getString("parked.deadline_at")).isNotBlank();
        assertThat(seen.getString("result")).isNull();
        assertThat(seen.getInt("attempts[0].attempt")).isEqualTo(1);
        assertThat(seen.getString("attempts[0].outcome")).isEqualTo("unavailable");
        assertThat(seen.getString("attempts[0].cause")).isEqualTo("status_503");
        assertThat(seen.getString("attempts[0].next_attempt_at")).isNotBlank();
        assertThat(seen.getString("records[0].topic"))
                .isEqualTo(TestServers.topicPrefix() + "kyc.jobs");
        assertThat(seen.getString("records[0].ce_id")).isEqualTo(job.eventId().value());
        assertThat(seen.getList("records")).hasSize(1);
    }

    @Test
    void aJobThatWaitedUnaskedShowsThatItDidOnceItIsAnswered() {
        tables.update(
                "INSERT INTO worker.authority_pause (authority, paused_by, reason) VALUES ('ng-nibss', 'a test', '')");
        await().until(() -> paused.isPaused("ng-nibss"));
        var job = jobs.publish(jobs.job(0));
        awaitParked(job);
        var parkedAt = history(job).jsonPath().getString("parked.parked_at");

        authority.answers(503, "{}");
        tables.update("DELETE FROM worker.authority_pause");
        await().until(() -> !history(job).jsonPath().getList("attempts").isEmpty());
        authority.answers(200, StubAuthority.PERSON);
        awaitAnnouncements(job, 1);
        awaitNotParked(job);

        var seen = history(job).jsonPath();
        assertThat(seen.getString("parked")).isNull();
        assertThat(seen.getString("result.parked_at")).isEqualTo(parkedAt);
        assertThat(seen.getString("result.parked_cause")).isEqualTo("paused");
    }

    @Test
    void aCancelledJobShowsThatItWasParked() {
        authority.isDown();
        var job = jobs.publish(jobs.job(0));
        awaitParked(job);
        var parkedAt = history(job).jsonPath().getString("parked.parked_at");

        assertThat(cancel(job).statusCode()).isEqualTo(200);

        var seen = history(job).jsonPath();
        assertThat(seen.getString("result.parked_at")).isEqualTo(parkedAt);
        assertThat(seen.getString("result.parked_cause")).isEqualTo("status_503");
    }

    @Test
    void anAnsweredJobShowsItsResultAndNothingPersonal() {
        var job = jobs.publish(jobs.job(0));
        awaitAnnouncements(job, 1);

        var answer = history(job);

        var seen = answer.jsonPath();
        assertThat(seen.getString("result.code")).isEqualTo("1012");
        assertThat(seen.getString("result.ce_id"))
                .isEqualTo(TopicReader.id(results.ofKey(job.key().toString()).getFirst()));
        assertThat(seen.getBoolean("result.callback_owed")).isTrue();
        assertThat(seen.getString("attempts[0].outcome")).isEqualTo("found");
        assertThat(seen.getString("parked")).isNull();
        assertThat(seen.getString("result.parked_at")).isNull();
        assertThat(answer.asString())
                .doesNotContain("00000000000", "Joe", "Leo", "user-1", "partner.example");
    }

    private static Response cancel(JobRequested job) {
        return operator()
                .contentType("application/json")
                .body("{\"reason\":\"asked for by its partner\"}")
                .post("/admin/jobs/{partner}/{job}/cancel", job.partnerId(), job.jobId());
    }

    private static Response cancelAll(String body) {
        return operator().contentType("application/json").body(body).post("/admin/jobs/cancel");
    }

    private static Response history(JobRequested job) {
        return operator()
                .queryParam("accepted_at", job.acceptedAt().toString())
                .get("/admin/jobs/{partner}/{job}", job.partnerId(), job.jobId());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
