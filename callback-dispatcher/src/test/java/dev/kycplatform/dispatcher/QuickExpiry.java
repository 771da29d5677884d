package dev.kycplatform.dispatcher;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Days are dropped as soon as their results are gone. */
public class QuickExpiry implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "dispatcher.retry-schedule", "200ms,200ms",
                "dispatcher.expiry-interval", "200ms",
                "dispatcher.poll-interval", "50ms",
                "dispatcher.stop-within", "3s");
    }
}
