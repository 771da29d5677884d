package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The one attempt at a job that somebody waits for: it ends here, with 1015 if there is no answer now, no
 * free slot, or nobody who still waits.
 */
@ApplicationScoped
class AskNow {
    private static final Duration STEP = Duration.ofMillis(50);

    private final AskAuthority askAuthority;
    private final Partners partners;
    private final Clock clock;
    private final Duration longestAttempt;

    AskNow(AskAuthority askAuthority, Partners partners, Clock clock, WorkerConfig config) {
        this.askAuthority = askAuthority;
        this.partners = partners;
        this.clock = clock;
        this.longestAttempt =
                config.authority().connectTimeout().plus(config.authority().answerTimeout());
    }

    /** @throws KycException worth repeating, if the partners are not known or the service stops */
    JobResult ask(Job job) {
        awaitPartner(job);
        return switch (askAuthority.ask(job)) {
            case Outcome.Ended(var result) -> result;
            case Outcome.Postponed postponed -> unavailable(job, postponed);
        };
    }

    /** Intake knew the partner, so the news of it is under way; as long as there is time to ask afterwards. */
    private void awaitPartner(Job job) {
        while (partners.find(job.key().partnerId()).isEmpty() && hasTimeToSpare(job)) {
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KycException(ErrorCode.OVERLOADED, "stopping", e);
            }
        }
    }

    private boolean hasTimeToSpare(Job job) {
        var mustAskAt = clock.instant().plus(longestAttempt);
        return job.received().deadline().filter(mustAskAt::isBefore).isPresent();
    }

    private JobResult unavailable(Job job, Outcome.Postponed postponed) {
        return JobResult.without(
                job,
                postponed.authority(),
                ResultCode.AUTHORITY_UNAVAILABLE,
                postponed.asking().map(Outcome.Asking::beganAt),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                postponed.attempts());
    }
}
