package dev.kycplatform.eventlog;

import java.util.Map;

/**
 * What comes on a topic from now on, all of it, for every instance: no group, no committed offsets. What
 * came before is nobody's business here; what comes during an outage is told after it.
 */
public final class LiveTopic implements AutoCloseable {
    /** What a reader makes of a record. Called by one thread, so it must not wait. */
    @FunctionalInterface
    public interface Listener {
        /** A record's value. */
        void came(byte[] value);
    }

    private final OwnReading reading;

    LiveTopic(String topic, Map<String, Object> settings, Listener listener) {
        this.reading =
                new OwnReading(
                        topic,
                        settings,
                        OwnReading.Start.END,
                        record -> listener.came(record.value()));
    }

    void start(OwnReadings all) {
        all.add(reading);
        reading.start();
    }

    /** True once it stands at the end of every partition: what comes from now on is told. */
    public boolean isListening() {
        return reading.isUpToDate();
    }

    @Override
    public void close() {
        reading.close();
    }
}
