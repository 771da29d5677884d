package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogConfigTest {
    private final EventLogConfig config = TestBroker.eventLog(Map.of());

    @Test
    void topicsAreMadeForOneBroker() {
        assertThat(config.partitions()).isEqualTo(6);
        assertThat(config.replication()).isEqualTo((short) 1);
    }

    @Test
    void publishingFitsTheAcceptPathsBudget() {
        var publishing = config.publishing();

        assertThat(publishing.maxBlock().plus(publishing.deliveryTimeout()))
                .isLessThanOrEqualTo(Duration.ofMillis(4_500));
        assertThat(publishing.requestTimeout().plus(publishing.linger()))
                .isLessThan(publishing.deliveryTimeout());
    }
}
