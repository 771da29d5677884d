package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.job.PartnerId;
import java.util.List;

/** Tells the dispatcher what a partner wants to have sent again. */
public interface ReplayCommands {
    /**
     * Returns when the broker has acknowledged. Safe to repeat: a command is carried out once.
     *
     * @param commandId the same for the same request
     * @param deliveries at most 100
     */
    void publish(PartnerId requester, String commandId, List<LoggedCallback.Key> deliveries);
}
