package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.JobRequested;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose key this instance does not hold waits for it a while; nobody else does. */
@QuarkusTest
class UnknownKeyIT extends WorkerTest {
    @TempDir Path directory;

    @Inject
    @ConfigProperty(name = "kyc.keysets")
    Path keysets;

    private SpareKeyset spare;

    @BeforeEach
    void generate() {
        spare = new SpareKeyset(keysets, directory);
    }

    @Test
    void aKeyThatIsHandedOutInTimeAnswersTheJobAndOthersDoNotWaitForIt() {
        var job = jobs.publish(jobs.sealedWith(spare.seal(), jobs.job(0)));
        var others = List.of(jobs.publish(jobs.job(0)), jobs.publish(jobs.job(0)));
        others.forEach(other -> awaitAnnouncements(other, 1));
        assertThat(tables.results(job.key())).isEmpty();

        spare.handOut();

        awaitAnnouncements(job, 1);
        assertThat(result(job)).containsEntry("result_code", "1012");
        assertThat(deadLetters.ofKey(job.key().toString())).isEmpty();
    }

    @Test
    void aJobWhoseKeyComesTooLateIsPutBackByAnOperator() {
        var job = jobs.publish(jobs.sealedWith(spare.seal(), jobs.job(0)));
        await().until(() -> !deadLetters.ofKey(job.key().toString()).isEmpty());
        assertThat(deadLetters.ofKey(job.key().toString()))
                .extracting(TopicReader::deathCause)
                .containsExactly("SEAL_KEY_UNKNOWN");
        assertThat(authority.asked()).isEmpty();

        spare.handOut();
        var id = idOfLetter(job);
        operator()
                .body("{\"reason\":\"its key was late\"}")
                .post("/admin/dead-letters/{id}/redrive", id)
                .then()
                .statusCode(200);

        awaitAnnouncements(job, 1);
        assertThat(result(job)).containsEntry("result_code", "1012");
        assertThat(operator().get("/admin/dead-letters/{id}", id).jsonPath().getBoolean("redriven"))
                .isTrue();
        assertThat(
                        tables.query(
                                "SELECT reason FROM worker.audit WHERE action = 'dead-letter.redrive'"
                                        + " AND subject LIKE '%' || ? || '%'",
                                id))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("reason", "its key was late"));
    }

    @Test
    void aParkedJobWaitsForItsKey() {
        var job = jobs.sealedWith(spare.seal(), jobs.job(0));
        tables.park(job.key(), job.acceptedAt(), jobs.bytes(job), null);
        await().until(() -> "key_unknown".equals(tables.parked(job.key()).getFirst().get("cause")));

        spare.handOut();
        // Again and again: a keyset's file is read once a second at most.
        await().until(
                        () -> {
                            tables.update(
                                    "UPDATE worker.parked_job SET due_at = now() WHERE job_id = ?",
                                    job.jobId());
                            return !results.ofKey(job.key().toString()).isEmpty();
                        });
        assertThat(result(job)).containsEntry("result_code", "1012");
        assertThat(deadLetters.ofKey(job.key().toString())).isEmpty();
    }

    private static String idOfLetter(JobRequested job) {
        return operator()
                .queryParam("cause", "SEAL_KEY_UNKNOWN")
                .queryParam("topic", "kyc.jobs")
                .get("/admin/dead-letters")
                .jsonPath()
                .getString("letters.find { it.key == '" + job.key() + "' }.id");
    }
}
