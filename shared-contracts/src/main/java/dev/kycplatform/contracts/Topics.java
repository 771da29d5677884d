package dev.kycplatform.contracts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every topic of the platform, with what a broker must be told about it. Values are JSON; keys are
 * UTF-8. Delivery is at least once: consumers deduplicate by {@code ce_id}.
 */
public enum Topics {
    /** Accepted jobs that nobody waits for. Key: partner/job. */
    JOBS(
            "kyc.jobs",
            writtenBy(Principal.INTAKE, Principal.FLOW),
            readBy(Principal.WORKER),
            Duration.ofDays(14)),

    /** Accepted jobs that somebody waits for, on a lane of their own. Key: partner/job. */
    JOBS_SYNC(
            "kyc.jobs.sync",
            writtenBy(Principal.INTAKE),
            readBy(Principal.WORKER),
            Duration.ofDays(14)),

    /** References to results, for the intake instance that asked. Key: partner/job. */
    REPLIES(
            "kyc.replies",
            writtenBy(Principal.WORKER),
            readBy(Principal.INTAKE),
            Duration.ofHours(1)),

    /** One event per completed job, for us and for downstream systems. Key: partner/job. */
    RESULTS(
            "kyc.results",
            writtenBy(Principal.WORKER),
            readBy(Principal.DISPATCHER, Principal.FLOW, Principal.DOWNSTREAM),
            Duration.ofDays(14)),

    /** Every transition of a verification. Key: app/entity. */
    VERIFICATIONS(
            "kyc.verifications",
            writtenBy(Principal.FLOW),
            readBy(Principal.DISPATCHER, Principal.DOWNSTREAM),
            Duration.ofDays(14)),

    /** One event per delivery attempt and its end. Key: the delivery's subject. */
    DELIVERIES(
            "kyc.deliveries",
            writtenBy(Principal.DISPATCHER),
            readBy(Principal.DOWNSTREAM),
            Duration.ofDays(14)),

    /** Each partner as it now is; secrets sealed. Key: partner. Compacted. */
    PARTNERS(
            "kyc.partners",
            writtenBy(Principal.INTAKE),
            readBy(Principal.INTAKE, Principal.WORKER, Principal.DISPATCHER)),

    /** Each app as it now is; secrets sealed. Key: app. Compacted. */
    APPS("kyc.apps", writtenBy(Principal.FLOW), readBy(Principal.FLOW)),

    /** What somebody asked the dispatcher to do, sealed. Key: partner or app. */
    COMMANDS(
            "kyc.commands",
            writtenBy(Principal.INTAKE, Principal.FLOW),
            readBy(Principal.DISPATCHER),
            Duration.ofDays(14)),

    /**
     * Records nobody could handle: the original bytes, the cause in headers. Key: as it came. A letter may
     * be twice as large as any record, so that the largest one fits with its cause beside it. Whoever puts its
     * own letters back (ADR-0009) reads them here and writes to where they came from.
     */
    DEAD_LETTERS(
            "kyc.dead-letters",
            writtenBy(Principal.WORKER, Principal.DISPATCHER, Principal.FLOW),
            readBy(Principal.WORKER, Principal.DISPATCHER, Principal.FLOW),
            Duration.ofDays(30),
            new Setting("max.message.bytes", Integer.toString(2 * 1024 * 1024)));

    private final String topicName;
    private final Set<Principal> writers;
    private final Set<Principal> readers;
    private final List<Setting> settings;

    Topics(
            String topicName,
            Set<Principal> writers,
            Set<Principal> readers,
            Duration retention,
            Setting... more) {
        this.topicName = topicName;
        this.writers = writers;
        this.readers = readers;
        this.settings =
                Stream.concat(
                                Stream.of(
                                        new Setting("cleanup.policy", "delete"),
                                        new Setting(
                                                "retention.ms",
                                                Long.toString(retention.toMillis()))),
                                Stream.of(more))
                        .toList();
    }

    /** A state topic: the last record of each key is kept for ever. */
    Topics(String topicName, Set<Principal> writers, Set<Principal> readers) {
        this.topicName = topicName;
        this.writers = writers;
        this.readers = readers;
        this.settings = List.of(new Setting("cleanup.policy", "compact"));
    }

    /** The name on the broker, without a deployment's prefix. */
    public String topicName() {
        return topicName;
    }

    /** Who states facts here. */
    public Set<Principal> writers() {
        return writers;
    }

    /** Who follows them. */
    public Set<Principal> readers() {
        return readers;
    }

    /** What the broker must be told when the topic is made. */
    public List<Setting> settings() {
        return settings;
    }

    /** Whether the last record of each key is kept for ever, and every instance reads all of them. */
    public boolean isState() {
        return settings.contains(new Setting("cleanup.policy", "compact"));
    }

    private static Set<Principal> writtenBy(Principal... principals) {
        return Set.of(principals);
    }

    private static Set<Principal> readBy(Principal... principals) {
        return Set.of(principals);
    }

    /** One topic setting, by the broker's name for it. */
    public record Setting(String name, String value) {}
}
