package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.TraceParent;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.tracing.Step;
import dev.kycplatform.tracing.Tracing;
import dev.kycplatform.worker.lookup.AnswerRoom;
import dev.kycplatform.worker.lookup.AskAuthority;
import dev.kycplatform.worker.lookup.AuthoritySlots;
import dev.kycplatform.worker.lookup.Job;
import dev.kycplatform.worker.lookup.JobReader;
import dev.kycplatform.worker.lookup.JobResult;
import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.lookup.RecordResult;
import dev.kycplatform.worker.lookup.ResultEvents;
import dev.kycplatform.worker.lookup.Results;
import dev.kycplatform.worker.lookup.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The next attempt at a claimed job. A stored result is looked for first, for whoever held the row before
 * may have died between storing and removing it. The row goes last: until the broker has
 * acknowledged the result, it is the job's only record.
 */
@ApplicationScoped
class RetryParkedJob {
    private final JobReader reader;
    private final Results results;
    private final ResultEvents events;
    private final AskAuthority askAuthority;
    private final RecordResult recordResult;
    private final ParkedJobs parkedJobs;
    private final RetrySchedule schedule;
    private final Tracing tracing;
    private final Clock clock;

    RetryParkedJob(
            JobReader reader,
            Results results,
            ResultEvents events,
            AskAuthority askAuthority,
            RecordResult recordResult,
            ParkedJobs parkedJobs,
            RetrySchedule schedule,
            Tracing tracing,
            Clock clock) {
        this.reader = reader;
        this.results = results;
        this.events = events;
        this.askAuthority = askAuthority;
        this.recordResult = recordResult;
        this.parkedJobs = parkedJobs;
        this.schedule = schedule;
        this.tracing = tracing;
        this.clock = clock;
    }

    /**
     * @param slot at the job's authority, which the caller closes; empty if that is not asked at present
     * @throws KycException worth repeating, or because the job cannot be read
     */
    void retry(ParkedJob parked, Optional<AuthoritySlots.Slot> slot) {
        try (var step = begin(parked);
                var _ = step.here()) {
            AnswerRoom.during(() -> retryOnce(parked, slot));
        }
    }

    private Step begin(ParkedJob parked) {
        return tracing.begin(
                        Tracing.Kind.WORK,
                        "retry parked job",
                        TraceParent.continuing(Optional.ofNullable(parked.traceParent())))
                .about(parked.key())
                .with("kyc.attempts_before", parked.attempts());
    }

    private void retryOnce(ParkedJob parked, Optional<AuthoritySlots.Slot> slot) {
        var received = reader.read(parked.event(), parked.traceParent());
        if (results.standing(received) instanceof Standing.Answered(var result)) {
            events.publish(result);
            parkedJobs.remove(parked);
            return;
        }
        attempt(parked, reader.open(received), slot);
    }

    private void attempt(ParkedJob parked, Job job, Optional<AuthoritySlots.Slot> slot) {
        switch (askAuthority.askAgain(job, parked.attempts(), slot)) {
            case Outcome.Ended(var result) -> end(parked, result);
            case Outcome.Postponed postponed when isLast(parked, postponed) ->
                    end(parked, givenUp(job, postponed));
            case Outcome.Postponed postponed ->
                    parkedJobs.putBack(parked, postponed, schedule.delay(postponed));
        }
    }

    /** Overdue is not enough: a job is not given up for want of a slot. */
    private static boolean isLast(ParkedJob parked, Outcome.Postponed postponed) {
        return parked.isOverdue()
                && switch (postponed.next()) {
                    case TIME -> postponed.asking().isPresent();
                    case TURN -> false;
                    case OPENING -> true;
                };
    }

    private JobResult givenUp(Job job, Outcome.Postponed postponed) {
        Optional<Instant> askedAt = postponed.asking().map(Outcome.Asking::beganAt);
        return JobResult.without(
                job,
                postponed.authority(),
                ResultCode.AUTHORITY_UNAVAILABLE,
                askedAt,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                postponed.attempts());
    }

    private void end(ParkedJob parked, JobResult result) {
        recordResult.record(result.parked(parked.time()));
        parkedJobs.remove(parked);
    }
}
