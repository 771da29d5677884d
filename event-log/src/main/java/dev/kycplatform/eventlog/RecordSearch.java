package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;

/**
 * Finds a key's first record by when it was written, so that nobody has to keep where each record stands. Reads
 * the one partition that the key belongs to, from that time on and not far.
 */
@ApplicationScoped
public class RecordSearch {
    /** Clocks differ, and a timestamp is given before the record is sent. */
    private static final Duration EARLIER = Duration.ofSeconds(5);

    private static final int MOST_RECORDS = 50_000;
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final TopicScan scan;
    private final TopicNames names;

    RecordSearch(TopicScan scan, TopicNames names) {
        this.scan = scan;
        this.names = names;
    }

    /**
     * @return one; none if it has expired, was never written, or was written much later
     * @throws KycException with EVENT_LOG_UNAVAILABLE
     */
    public List<RecordPlace> find(Topics topic, String key, Instant writtenAt) {
        var bytes = key.getBytes(StandardCharsets.UTF_8);
        var hash = Utils.toPositive(Utils.murmur2(bytes));
        var found = new ArrayList<RecordPlace>(1);
        var read = new AtomicInteger();
        scan.read(
                names.of(topic),
                (partition, partitions) -> partition == hash % partitions,
                writtenAt.minus(EARLIER),
                WITHIN,
                record -> {
                    if (Arrays.equals(record.key(), bytes)) {
                        found.add(
                                new RecordPlace(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        RecordHeaders.text(record, EventHeaders.ID).orElse(""),
                                        Instant.ofEpochMilli(record.timestamp())));
                    }
                    return found.isEmpty() && read.incrementAndGet() < MOST_RECORDS;
                });
        return List.copyOf(found);
    }
}
