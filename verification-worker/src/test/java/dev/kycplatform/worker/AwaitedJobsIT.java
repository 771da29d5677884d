package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.result.JobAnswered;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.eventlog.EventCodec;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that somebody waits for. */
@QuarkusTest
class AwaitedJobsIT extends WorkerTest {
    @Inject EventCodec codec;
    @Inject Clock clock;

    private TopicReader replies;

    @BeforeEach
    void openReplies() {
        replies = new TopicReader(Topics.REPLIES);
    }

    @AfterEach
    void closeReplies() {
        replies.close();
    }

    @Test
    void endInAResultAnAnnouncementAndAReplyAndOweNoCallback() {
        var job = jobs.publish(job(0));
        awaitReplies(job, 1);
        awaitAnnouncements(job, 1);

        assertThat(result(job))
                .containsEntry("result_code", "1012")
                .containsEntry("lane", "sync")
                .containsEntry("callback_owed", false);
        var reply = replies.ofKey(job.key().toString()).getFirst();
        assertThat(codec.decode(reply.value(), JobAnswered.class))
                .isEqualTo(
                        new JobAnswered(
                                1,
                                job.partnerId(),
                                job.jobId(),
                                job.acceptedAt(),
                                "intake-1",
                                new ResultReference(job.acceptedAt(), job.key()).toString()));
        assertThat(TopicReader.id(reply))
                .isEqualTo(codec.decode(reply.value(), JobAnswered.class).eventId().value());
    }

    @Test
    void areNotAskedIfReadAfterTheirDeadline() {
        var late =
                jobs.awaited(
                        jobs.job(SampleJobs.PARTNER, 0, clock.instant().minusSeconds(30)),
                        clock.instant().minusSeconds(8),
                        "intake-1");

        jobs.publish(late);
        awaitReplies(late, 1);
        awaitAnnouncements(late, 1);

        assertThat(result(late)).containsEntry("result_code", "1015").containsEntry("attempts", 0);
        assertThat(authority.asked()).isEmpty();
    }

    @Test
    void endAsUnavailableInsteadOfBeingParked() {
        authority.isDown();

        var job = jobs.publish(job(0));
        awaitReplies(job, 1);
        awaitAnnouncements(job, 1);

        assertThat(result(job)).containsEntry("result_code", "1015").containsEntry("attempts", 1);
        assertThat(tables.parked(job.key())).isEmpty();
    }

    @Test
    void areRepliedToAndAnnouncedAgainWhenTheirRecordComesAgain() {
        var job = jobs.publish(job(0));
        awaitReplies(job, 1);

        jobs.publish(jobs.awaited(job, deadline(), "intake-2"));
        awaitReplies(job, 2);
        awaitAnnouncements(job, 2);

        assertThat(askers(job)).containsExactly("intake-1", "intake-2");
        assertThat(authority.asked()).hasSize(1);
    }

    @Test
    void areRepliedToEachInstanceThatAskedMeanwhile() {
        var release = new CountDownLatch(1);
        authority.behaves(
                exchange -> {
                    await(release);
                    StubAuthority.answer(exchange, 200, StubAuthority.PERSON);
                });
        var job = jobs.publish(job(0));
        await().until(() -> !authority.asked().isEmpty());

        jobs.publish(jobs.awaited(job, deadline(), "intake-2"));
        jobs.publish(jobs.awaited(job, deadline(), "intake-3"));
        release.countDown();
        awaitReplies(job, 3);

        assertThat(askers(job)).containsExactlyInAnyOrder("intake-1", "intake-2", "intake-3");
        assertThat(authority.asked()).hasSize(1);
        assertThat(tables.results(job.key())).hasSize(1);
    }

    @Test
    void ofAPartnerNobodyHasHeardOfEndWhileSomebodyWaits() {
        var job =
                jobs.awaited(
                        jobs.job("404405", 0, clock.instant()),
                        clock.instant().plusSeconds(4),
                        "intake-1");

        jobs.publish(job);
        awaitReplies(job, 1);

        assertThat(result(job).get("result_code")).isIn("1015", "1016");
        assertThat(tables.parked(job.key())).isEmpty();
    }

    @Test
    void ofAPartnerWhoseNewsComesLateAreAskedAfterIt() {
        var job = jobs.awaited(jobs.job("404406", 0, clock.instant()), deadline(), "intake-1");

        jobs.publish(job);
        jobs.registerPartner("404406");
        awaitReplies(job, 1);

        assertThat(result(job)).containsEntry("result_code", "1012");
    }

    @Test
    void areTreatedByTheirLaneWhicheverWayTheyCome() {
        authority.isDown();
        var awaited = jobs.publish(job(0), Topics.JOBS);
        var other = jobs.publish(jobs.job(0), Topics.JOBS_SYNC);
        awaitReplies(awaited, 1);
        awaitParked(other);

        assertThat(result(awaited)).containsEntry("result_code", "1015");
        assertThat(tables.parked(awaited.key())).isEmpty();
        assertThat(tables.results(other.key())).isEmpty();

        authority.answers(200, StubAuthority.PERSON);
        awaitNotParked(other);
        assertThat(result(other)).containsEntry("result_code", "1012");
    }

    private JobRequested job(int lastDigit) {
        return jobs.awaited(jobs.job(lastDigit), deadline(), "intake-1");
    }

    private Instant deadline() {
        return clock.instant().plusSeconds(20);
    }

    private void awaitReplies(JobRequested job, int times) {
        await().until(() -> replies.ofKey(job.key().toString()).size() >= times);
    }

    private List<String> askers(JobRequested job) {
        return replies.ofKey(job.key().toString()).stream()
                .map(record -> codec.decode(record.value(), JobAnswered.class).replyTo())
                .toList();
    }

    private static void await(CountDownLatch release) {
        try {
            if (!release.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("was not released");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
