package dev.kycplatform.worker;

import dev.kycplatform.localstack.process.FreePorts;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Where the authority of the tests will be, and time limits that tests can wait for. */
public final class AuthorityAddress implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "worker.authority.url", "http://127.0.0.1:" + FreePorts.one(),
                "worker.authority.api-key", StubAuthority.API_KEY,
                "worker.authority.connect-timeout", "1s",
                "worker.authority.answer-timeout", "2s",
                "worker.unknown-partner-grace", "2s",
                "worker.parking.first-delay", "100ms",
                "worker.parking.longest-delay", "400ms",
                "worker.parking.lease", "9s",
                "worker.parking.poll-every", "50ms");
    }

    @Override
    public void stop() {}
}
