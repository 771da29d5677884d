package dev.kycplatform.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A compacted topic read whole by this instance, then followed: no group, no committed offsets.
 * Complete once the end seen at the start is reached; an outage afterwards leaves what is known.
 */
public final class StateTopic implements AutoCloseable {
    /** What a reader makes of the state. Called by one thread. */
    public interface Listener {
        /** A key's value; may be older than one seen before, so compare versions. */
        void changed(String key, byte[] value);

        void removed(String key);
    }

    private final OwnReading reading;

    StateTopic(String topic, Map<String, Object> settings, Listener listener) {
        this.reading =
                new OwnReading(
                        topic,
                        settings,
                        OwnReading.Start.BEGINNING,
                        record -> tell(listener, record));
    }

    void start(OwnReadings all) {
        all.add(reading);
        reading.start();
    }

    /** True once everything that stood in the topic at the start has been read. */
    public boolean isComplete() {
        return reading.isUpToDate();
    }

    @Override
    public void close() {
        reading.close();
    }

    private static void tell(Listener listener, ConsumerRecord<byte[], byte[]> record) {
        var key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            listener.removed(key);
        } else {
            listener.changed(key, record.value());
        }
    }
}
