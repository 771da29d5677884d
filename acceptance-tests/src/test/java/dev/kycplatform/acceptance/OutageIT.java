package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Topics;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kafka or PostgreSQL is away: a clear 503 in time, nothing lost, and everything goes on afterwards. */
class OutageIT {
    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void kafkaIsAway() {
        var kafka = Platform.stack().kafka();
        partner.submit(job(partner.newJobId()));
        var jobId = partner.newJobId();

        kafka.kill();
        try {
            assertUnavailable(partner.submit(job(jobId)));
        } finally {
            kafka.launch();
            kafka.awaitReady();
        }

        assertTheSameRequestSucceeds(jobId);
    }

    @Test
    void postgresIsAway() {
        var postgres = Platform.stack().postgres();
        partner.submit(job(partner.newJobId()));
        var deadLettersBefore = Ledger.records(Topics.DEAD_LETTERS.topicName()).size();
        var jobId = partner.newJobId();

        postgres.kill();
        try {
            assertUnavailable(partner.submit(job(jobId)));
            assertThat(partner.status(jobId, "user-1").body().path("code").asText())
                    .isEqualTo("2301");
        } finally {
            postgres.launch();
            postgres.awaitReady();
        }

        assertTheSameRequestSucceeds(jobId);
        assertThat(Ledger.records(Topics.DEAD_LETTERS.topicName())).hasSize(deadLettersBefore);
    }

    private ObjectNode job(String jobId) {
        return partner.job(jobId, "NG", "BVN", "00000000000", inbox.url());
    }

    private static void assertUnavailable(PartnerClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").asText()).isEqualTo("2201");
        assertThat(answer.body().path("success").asBoolean()).isFalse();
        assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.took()).isLessThan(Duration.ofSeconds(5));
    }

    private void assertTheSameRequestSucceeds(String jobId) {
        Awaitility.await("the same request to be accepted")
                .atMost(Duration.ofSeconds(60))
                .until(() -> partner.submit(job(jobId)).status() == 200);
        inbox.await(jobId);
        Ledger.awaitQuiet();
        assertThat(Ledger.results(jobId)).isEqualTo(1);
        assertThat(inbox.delivered(jobId)).hasSize(1);
    }
}
