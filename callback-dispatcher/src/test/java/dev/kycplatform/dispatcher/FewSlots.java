package dev.kycplatform.dispatcher;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** So little room that a test can fill it. */
public class FewSlots implements QuarkusTestProfile {
    static final int PER_ENDPOINT = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "dispatcher.most-in-flight", "8",
                "dispatcher.most-per-endpoint", Integer.toString(PER_ENDPOINT),
                "dispatcher.most-bytes-in-flight", "16000000",
                "dispatcher.poll-interval", "100ms",
                "dispatcher.stop-within", "3s");
    }
}
