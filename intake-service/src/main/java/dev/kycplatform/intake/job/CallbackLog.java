package dev.kycplatform.intake.job;

import java.util.List;
import java.util.Optional;

/** The dispatcher's deliveries, read through its views. Throws KycException worth repeating until there are any. */
public interface CallbackLog {
    /**
     * Some of those, latest first, with their attempts.
     *
     * @param after the last one of the page before
     */
    List<LoggedCallback> list(CallbackFilter filter, Optional<LoggedCallback.Key> after, int most);
}
