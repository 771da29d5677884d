package dev.kycplatform.flow.verification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** As if the sweeper were down. */
public class NobodySweeps implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("flow.verification.sweep-every", "24h");
    }
}
