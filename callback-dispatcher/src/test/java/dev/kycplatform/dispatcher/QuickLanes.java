package dev.kycplatform.dispatcher;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Endpoints are cut off, probed and let go within the time a test can wait. */
public class QuickLanes implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "dispatcher.retry-schedule", "1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s,1s",
                "dispatcher.poll-interval", "50ms",
                "dispatcher.most-per-endpoint", "4",
                "dispatcher.cut-off-after", "5",
                "dispatcher.probe-interval", "500ms",
                "dispatcher.release-per-second", "2",
                "dispatcher.stop-within", "3s");
    }
}
