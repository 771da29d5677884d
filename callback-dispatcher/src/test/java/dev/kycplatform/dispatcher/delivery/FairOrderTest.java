package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairOrderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void takesTheFirstOfEachLaneBeforeTheSecondOfAny() {
        var order =
                order(
                        candidate("busy", 1, false),
                        candidate("busy", 2, false),
                        candidate("busy", 3, false),
                        candidate("quiet", 9, false));

        assertThat(order).containsExactly("busy 1", "quiet 9", "busy 2", "busy 3");
    }

    @Test
    void takesFirstTriesOfALaneBeforeItsRetries() {
        var order = order(candidate("one", 1, true), candidate("one", 9, false));

        assertThat(order).containsExactly("one 9", "one 1");
    }

    private static List<String> order(Candidate... candidates) {
        return FairOrder.of(List.of(candidates)).stream()
                .map(one -> one.key().webhookId().value())
                .toList();
    }

    private static Candidate candidate(String host, int due, boolean isRetry) {
        var endpoint = new Endpoint(host);
        return new Candidate(
                new DeliveryKey(NOW, new WebhookId(host + " " + due), endpoint),
                new Lane(new PartnerId("001"), endpoint),
                10,
                isRetry,
                NOW.plusSeconds(due));
    }
}
