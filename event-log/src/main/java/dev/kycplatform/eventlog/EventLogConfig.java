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

    /** Records sealed with a key that this instance does not hold. */
    UnknownKeys unknownKeys();

    /** When a consumer counts as wedged. */
    Liveness liveness();

    /** What the producer may take; together with the claim it fits the accept path's 4.5 s. */
    Publishing publishing();

    interface UnknownKeys {
        /** How long a record waits for its key; then it is dead-lettered. */
        @WithDefault("1m")
        Duration patience();

        /** How many records wait at once; one more is dead-lettered at once, so that the others go on. */
        @WithDefault("256")
        int most();
    }

    interface Liveness {
        /**
         * How long a consumer may stand still with records ahead of it while everything it depends on answers. More
         * than a record may take, its wait for a key included.
         */
        @WithDefault("3m")
        Duration stalledAfter();

        /** How often that is looked at. */
        @WithDefault("10s")
        Duration checkEvery();
    }

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
