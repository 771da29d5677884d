package dev.kycplatform.contracts.event;

/** The facts that travel, by their CloudEvents type. */
public enum EventType {
    JOB_REQUESTED("dev.kycplatform.job.requested"),
    JOB_COMPLETED("dev.kycplatform.job.completed"),
    JOB_ANSWERED("dev.kycplatform.job.answered"),
    PARTNER_CHANGED("dev.kycplatform.partner.changed"),
    APP_CHANGED("dev.kycplatform.app.changed"),
    VERIFICATION_CHANGED("dev.kycplatform.verification.changed"),
    DELIVERY_ATTEMPTED("dev.kycplatform.delivery.attempted"),
    DELIVERY_ENDED("dev.kycplatform.delivery.ended"),
    ENDPOINT_CHANGED("dev.kycplatform.endpoint.changed"),
    REPLAY_DELIVERY("dev.kycplatform.delivery.replay");

    private static final String PREFIX = "dev.kycplatform.";

    private final String wire;

    EventType(String wire) {
        this.wire = wire;
    }

    /** The value of {@code ce_type}. Never changes: a new meaning is a new type. */
    public String wire() {
        return wire;
    }

    /** The JSON Schema of its value, a resource beside this class: {@code schemas/job.requested.json}. */
    public String schema() {
        return "schemas/" + wire.substring(PREFIX.length()) + ".json";
    }
}
