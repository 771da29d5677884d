package dev.kycplatform.contracts.flow;

import java.util.Arrays;
import java.util.Optional;

/** What webhooks tell of (contract, section 8). */
public enum WebhookType {
    /** Classic: a run has come to an end, or to a state in which it waits. */
    KYC("kyc"),
    /** Advanced: a verification passed or failed. */
    KYC_STATUS("kyc_status"),
    /** Advanced: a verification waits for data, a document or a review. */
    KYC_ACTION("kyc_action");

    private final String wire;

    WebhookType(String wire) {
        this.wire = wire;
    }

    /** The value of {@code event_type}. */
    public String wire() {
        return wire;
    }

    public static Optional<WebhookType> ofWire(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }
}
