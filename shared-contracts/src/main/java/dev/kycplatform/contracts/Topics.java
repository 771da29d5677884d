package dev.kycplatform.contracts;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every topic of the platform, with what a broker must be told about it. Values are JSON; keys are
 * UTF-8. Delivery is at least once: consumers deduplicate by {@code ce_id}.
 */
public enum Topics {
    /** Accepted jobs that nobody waits for. Key: partner/job. Intake and flow write, the worker reads. */
    JOBS("kyc.jobs", Duration.ofDays(14)),

    /** Accepted jobs that somebody waits for, on a lane of their own. Key: partner/job. */
    JOBS_SYNC("kyc.jobs.sync", Duration.ofDays(14)),

    /** References to results, for the intake instance that asked. Key: partner/job. */
    REPLIES("kyc.replies", Duration.ofHours(1)),

    /** One event per completed job, for us and for downstream systems. Key: partner/job. */
    RESULTS("kyc.results", Duration.ofDays(14)),

    /** Every transition of a verification. Key: app/entity. */
    VERIFICATIONS("kyc.verifications", Duration.ofDays(14)),

    /** One event per delivery attempt and its end. Key: the delivery's subject. */
    DELIVERIES("kyc.deliveries", Duration.ofDays(14)),

    /** Each partner as it now is; secrets sealed. Key: partner. Compacted. */
    PARTNERS("kyc.partners"),

    /** Each app as it now is; secrets sealed. Key: app. Compacted. */
    APPS("kyc.apps"),

    /** What somebody asked the dispatcher to do, sealed. Key: partner or app. */
    COMMANDS("kyc.commands", Duration.ofDays(14)),

    /**
     * Records nobody could handle: the original bytes, the cause in headers. Key: as it came. A letter may
     * be twice as large as any record, so that the largest one fits with its cause beside it.
     */
    DEAD_LETTERS(
            "kyc.dead-letters",
            Duration.ofDays(30),
            new Setting("max.message.bytes", Integer.toString(2 * 1024 * 1024)));

    private final String topicName;
    private final List<Setting> settings;

    Topics(String topicName, Duration retention, Setting... more) {
        this.topicName = topicName;
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
    Topics(String topicName) {
        this.topicName = topicName;
        this.settings = List.of(new Setting("cleanup.policy", "compact"));
    }

    /** The name on the broker, without a deployment's prefix. */
    public String topicName() {
        return topicName;
    }

    /** What the broker must be told when the topic is made. */
    public List<Setting> settings() {
        return settings;
    }

    /** One topic setting, by the broker's name for it. */
    public record Setting(String name, String value) {}
}
