package dev.kycplatform.worker.archive;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.operators.AuditLog;
import dev.kycplatform.operators.Requester;
import dev.kycplatform.worker.lookup.ResultArchive;
import dev.kycplatform.worker.lookup.ResultEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Announces stored results again, for a consumer that fell behind what the topic still holds: with the id and
 * value they were announced with, so that whoever had them already drops them. A page at a time, one result after
 * the other at a bounded rate, one page at once in an instance. Safe to repeat.
 */
@ApplicationScoped
public class RepublishResults {
    private final ResultArchive archive;
    private final ResultEvents events;
    private final AuditLog audit;
    private final Pace pace;
    private final Semaphore turn = new Semaphore(1);

    RepublishResults(ResultArchive archive, ResultEvents events, AuditLog audit, Pace pace) {
        this.archive = archive;
        this.events = events;
        this.audit = audit;
        this.pace = pace;
    }

    /** @param next where to go on; empty: that was all */
    public record Page(int republished, Optional<ResultArchive.Place> next) {}

    /**
     * The audit row commits before anything is announced.
     *
     * @param most 1 or more
     * @throws KycException with OVERLOADED if another page is under way here; DATABASE_UNAVAILABLE or
     *     EVENT_LOG_UNAVAILABLE: some of the page may have been announced
     */
    public Page republish(
            ResultArchive.Filter filter,
            Optional<ResultArchive.Place> after,
            int most,
            Requester requester) {
        if (!turn.tryAcquire()) {
            throw new KycException(
                    ErrorCode.OVERLOADED, "this instance is announcing other results again");
        }
        try {
            audit.record(requester, "results.republish", subject(filter, after));
            var found = archive.list(filter, after, most);
            for (var result : found) {
                pace.awaitTurn();
                events.publish(result.result());
            }
            return new Page(
                    found.size(),
                    found.size() < most ? Optional.empty() : Optional.of(found.getLast().place()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KycException(ErrorCode.OVERLOADED, "this instance is stopping", e);
        } finally {
            turn.release();
        }
    }

    private static String subject(
            ResultArchive.Filter filter, Optional<ResultArchive.Place> after) {
        return "%s since %s%s"
                .formatted(
                        filter.partner().map(PartnerId::value).orElse("everybody"),
                        filter.since(),
                        after.map(place -> ", on from " + place.recordedAt()).orElse(""));
    }
}
