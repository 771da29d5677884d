package dev.kycplatform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordSearchIT {
    private static final Instant TEN = Instant.parse("2026-01-02T10:00:00Z");

    private final TestBroker broker = new TestBroker();
    private final RecordSearch search =
            new RecordSearch(new TopicScan(broker.connection()), broker.names());

    @BeforeEach
    void aTopicOfManyKeys() throws Exception {
        broker.make(Topics.JOBS, 3);
        for (int minute = 0; minute < 60; minute++) {
            for (int key = 0; key < 5; key++) {
                broker.put(
                        new ProducerRecord<>(
                                broker.names().of(Topics.JOBS),
                                null,
                                TEN.plusSeconds(60L * minute).toEpochMilli(),
                                ("key-" + key).getBytes(StandardCharsets.UTF_8),
                                new byte[0]));
            }
        }
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void findsTheFirstRecordOfAKeyFromThatTimeOn() {
        var at = TEN.plusSeconds(30 * 60);

        assertThat(search.find(Topics.JOBS, "key-3", at))
                .singleElement()
                .satisfies(
                        place -> {
                            assertThat(place.at()).isEqualTo(at);
                            assertThat(place.topic()).endsWith("kyc.jobs");
                            assertThat(place.id()).isEmpty();
                        });
    }

    @Test
    void findsNothingAfterTheLastAndNothingOfAnUnknownKey() {
        assertThat(search.find(Topics.JOBS, "key-3", TEN.plusSeconds(3600))).isEmpty();
        assertThat(search.find(Topics.JOBS, "key-9", TEN)).isEmpty();
    }
}
