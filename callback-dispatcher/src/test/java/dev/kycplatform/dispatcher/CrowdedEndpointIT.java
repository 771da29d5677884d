package dev.kycplatform.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(FewSlots.class)
class CrowdedEndpointIT {
    private static final String BODY = "{\"Photo\":\"" + "x".repeat(200_000) + "\"}";
    private static final int CROWD = 40;

    @Inject Neighbours neighbours;

    @Test
    void keepsNobodyElseWaitingAndLosesNothingOfTheCrowd() {
        neighbours.publishPartner("004", 1, true);
        try (var stuck = new Receiver(0);
                var quick = new Receiver(0)) {
            var answering = new CountDownLatch(1);
            stuck.holdBack("/stuck", answering);
            var crowd = IntStream.range(0, CROWD).mapToObj(i -> job("crowd-" + i)).toList();
            crowd.forEach(job -> neighbours.complete(job, Optional.of(stuck.url("/stuck")), BODY));
            soon().until(() -> stuck.at("/stuck").size() == FewSlots.PER_ENDPOINT);

            var others = IntStream.range(0, 10).mapToObj(i -> job("other-" + i)).toList();
            others.forEach(job -> neighbours.complete(job, Optional.of(quick.url("/quick")), BODY));
            others.forEach(job -> soon().until(() -> Rows.state(job).equals("delivered")));
            assertThat(stuck.at("/stuck")).hasSize(FewSlots.PER_ENDPOINT);

            answering.countDown();
            crowd.forEach(job -> soon().until(() -> Rows.state(job).equals("delivered")));
            assertThat(stuck.at("/stuck")).hasSize(CROWD);
        }
    }

    private static JobKey job(String id) {
        return JobKey.of("004", id);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
