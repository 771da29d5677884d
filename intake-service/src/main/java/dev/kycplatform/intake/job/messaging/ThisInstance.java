package dev.kycplatform.intake.job.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Where replies for this instance go. A new one each start: what an earlier one waited for nobody waits for. */
@ApplicationScoped
class ThisInstance {
    private final String id = UUID.randomUUID().toString();

    String id() {
        return id;
    }
}
