package dev.kycplatform.dispatcher;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Leases that outlast an outage in a test, so that nobody takes over meanwhile. */
public class LongLease implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "dispatcher.poll-interval", "50ms",
                "dispatcher.lease", "10m",
                "dispatcher.stop-within", "3s");
    }
}
