package dev.kycplatform.worker;

import dev.kycplatform.localstack.process.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Where the authority of the tests will be, and time limits that tests can wait for. */
public final class AuthorityAddress implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("sandbox-authority.url", "http://127.0.0.1:" + FreePorts.one()),
                Map.entry("sandbox-authority.api-key", StubAuthority.API_KEY),
                Map.entry("sandbox-authority.client-secret", "a secret of the tests"),
                Map.entry("sandbox-authority.password", "a password of the tests"),
                Map.entry("worker.authority.connect-timeout", "1s"),
                Map.entry("worker.authority.answer-timeout", "2s"),
                Map.entry("worker.unknown-partner-grace", "2s"),
                Map.entry("worker.parking.first-delay", "100ms"),
                Map.entry("worker.parking.longest-delay", "400ms"),
                Map.entry("worker.parking.lease", "9s"),
                Map.entry("worker.parking.poll-every", "50ms"));
    }

    @Override
    public void stop() {}
}
