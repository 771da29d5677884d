package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;

/** Forgets webhooks that nobody can be waiting for any more. */
@ApplicationScoped
public class ForgetWebhooks {
    private static final int BATCH = 1_000;

    private final OwedWebhooks webhooks;
    private final Clock clock;
    private final Duration keep;

    ForgetWebhooks(OwedWebhooks webhooks, Clock clock, FlowConfig config) {
        this.webhooks = webhooks;
        this.clock = clock;
        this.keep = config.verification().keepWebhooks();
    }

    /** @return whether there may be more */
    @Transactional
    public boolean forget() {
        return webhooks.forget(clock.instant().minus(keep), BATCH) == BATCH;
    }
}
