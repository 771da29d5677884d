package dev.kycplatform.eventlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this service uses Kafka, beyond the client's own {@code kafka.*} settings. */
@ConfigMapping(prefix = "event-log")
public interface EventLogConfig {
    /** Partitions of a topic this service makes. Bounds how many instances share a topic's work. */
    @WithDefault("6")
    int partitions();

    /** Replicas of a topic this service makes. */
    @WithDefault("1")
    short replication();

    /** What the producer may take; together with the claim it fits the accept path's 4.5 s. */
    Publishing publishing();

    interface Publishing {
        /** How long a send may wait for metadata or memory. */
        @WithDefault("1s")
        Duration maxBlock();

        /** How long one attempt may wait for the broker. */
        @WithDefault("2s")
        Duration requestTimeout();

        /** How long a record may take in all; after that whether it was written is unknown. */
        @WithDefault("3.5s")
        Duration deliveryTimeout();

        /**
         * How long a record waits for company; what arrives meanwhile shares its batch. Not on the topics
         * of jobs that somebody waits for.
         */
        @WithDefault("2ms")
        Duration linger();
    }
}
