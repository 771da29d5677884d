package dev.kycplatform.contracts.job;

/**
 * The business that calls us: digits, leading zeros kept; or {@code app:<handle>}, reserved for the
 * flow service's own jobs, which no partner's id can meet.
 */
public record PartnerId(String value) {
    private static final String APP = "app:";

    /** @throws IllegalArgumentException if the value is empty or not {@link StorableText} */
    public PartnerId {
        StorableText.require(value);
    }

    /** The reserved partner of an app. */
    public static PartnerId ofApp(String appHandle) {
        return new PartnerId(APP + appHandle);
    }

    /** Whether it is an app's: its deliveries are webhooks of a flow. */
    public boolean isApp() {
        return value.startsWith(APP);
    }

    @Override
    public String toString() {
        return value;
    }
}
