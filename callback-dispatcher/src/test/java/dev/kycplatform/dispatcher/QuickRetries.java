package dev.kycplatform.dispatcher;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A schedule that a test can wait for. */
public class QuickRetries implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "dispatcher.retry-schedule", "200ms,200ms,500ms,500ms,500ms,500ms",
                "dispatcher.poll-interval", "50ms",
                "dispatcher.timeout", "2s",
                "dispatcher.probe-interval", "300ms",
                "dispatcher.lease", "8s",
                "dispatcher.stop-within", "3s",
                "event-log.unknown-keys.patience", "3s",
                // More than the time between two commits.
                "event-log.liveness.stalled-after", "10s",
                "event-log.liveness.check-every", "500ms");
    }
}
