package dev.kycplatform.dispatcher;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Looks at results as soon as they are recorded. */
public class QuickReconciler implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "dispatcher.reconcile-interval", "100ms",
                // Whoever reads a topic that is deleted waits so long to commit there.
                "mp.messaging.incoming.job-completed.default.api.timeout.ms", "3000",
                "dispatcher.reconcile-behind", "0s",
                "dispatcher.poll-interval", "50ms",
                "dispatcher.stop-within", "3s");
    }
}
