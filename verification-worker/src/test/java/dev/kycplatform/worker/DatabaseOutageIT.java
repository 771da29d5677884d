package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseOutageIT extends WorkerTest {
    @AfterEach
    void comesBack() {
        Outage.allowConnections(tables, true);
    }

    @Test
    void losesNothingAndBuriesNothing() {
        authority.isDown();
        var parked = jobs.publish(jobs.job(0));
        awaitParked(parked);

        Outage.allowConnections(tables, false);
        var during = Stream.generate(() -> jobs.publish(jobs.job(0))).limit(20).toList();
        authority.answers(200, StubAuthority.PERSON);
        await().until(() -> jobs.isWaitingForTheDatabase());
        Outage.allowConnections(tables, true);

        during.forEach(job -> awaitAnnouncements(job, 1));
        awaitNotParked(parked);
        assertThat(during).allSatisfy(job -> assertThat(tables.results(job.key())).hasSize(1));
        assertThat(tables.results(parked.key())).hasSize(1);
        assertThat(during)
                .allSatisfy(job -> assertThat(deadLetters.ofKey(job.key().toString())).isEmpty());
    }
}
