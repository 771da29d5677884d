package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.tracing.Tracing;
import dev.kycplatform.worker.WorkerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * One attempt at a job: the rules first, then the authority, if it is asked at all at present and has a free
 * slot. Stores nothing and runs in no transaction; asking twice is harmless but for the cost.
 */
@ApplicationScoped
public class AskAuthority {
    private static final String NO_SLOT = "no_slot";
    private static final String PARTNER_UNKNOWN = "partner_unknown";
    private static final String TOO_LATE = "too_late";

    private final LookupRules rules;
    private final Partners partners;
    private final AuthorityAccess access;
    private final Circuits circuits;
    private final AuthoritySlots slots;
    private final IdAuthority authorities;
    private final CustomData customData;
    private final LookupMetrics metrics;
    private final AuthorityWindows windows;
    private final Tracing tracing;
    private final Clock clock;
    private final Duration unknownPartnerGrace;

    AskAuthority(
            LookupRules rules,
            Partners partners,
            AuthorityAccess access,
            Circuits circuits,
            AuthoritySlots slots,
            IdAuthority authorities,
            CustomData customData,
            LookupMetrics metrics,
            AuthorityWindows windows,
            Tracing tracing,
            Clock clock,
            WorkerConfig config) {
        this.rules = rules;
        this.partners = partners;
        this.access = access;
        this.circuits = circuits;
        this.slots = slots;
        this.authorities = authorities;
        this.customData = customData;
        this.metrics = metrics;
        this.windows = windows;
        this.tracing = tracing;
        this.clock = clock;
        this.unknownPartnerGrace = config.unknownPartnerGrace();
    }

    /** A job that comes in. */
    Outcome ask(Job job) {
        var turn = job.received().isAwaited() ? Turn.AWAITED : Turn.NEW;
        return ask(job, 0, authority -> slots.tryTake(authority, job.key().partnerId(), turn));
    }

    /**
     * A job that was parked.
     *
     * @param attempts how often an authority was asked before
     * @param slot at its authority; the caller closes it in any case
     */
    public Outcome askAgain(Job job, int attempts, Optional<AuthoritySlots.Slot> slot) {
        return ask(
                job,
                attempts,
                authority ->
                        slot.filter(it -> !it.isOf(authority)).isPresent()
                                // The registry has changed since.
                                ? slots.tryTake(authority, job.key().partnerId(), Turn.PARKED)
                                : slot);
    }

    private Outcome ask(
            Job job, int attempts, Function<String, Optional<AuthoritySlots.Slot>> takingSlot) {
        var partner = partners.find(job.key().partnerId());
        var ruling = rules.ruling(job.request(), partner);
        if (isTooLate(job)) {
            return postponed(ruling.authority(), TOO_LATE, attempts, Outcome.Next.TIME);
        }
        return switch (ruling) {
            case Ruling.End(var code, var authority)
                    when code == ResultCode.NOT_ACTIVATED && partner.isEmpty() && isYoung(job) ->
                    postponed(authority, PARTNER_UNKNOWN, attempts, Outcome.Next.TIME);
            case Ruling.End(var code, var authority) ->
                    new Outcome.Ended(
                            JobResult.without(
                                    job, authority, code, Optional.empty(), now(), attempts));
            case Ruling.Ask ask -> askOnce(job, ask, attempts, takingSlot);
        };
    }

    /** Nobody waits any more: what an authority would say now, nobody would hear. */
    private boolean isTooLate(Job job) {
        return job.received().deadline().filter(deadline -> !now().isBefore(deadline)).isPresent();
    }

    private boolean isYoung(Job job) {
        return now().isBefore(job.received().acceptedAt().plus(unknownPartnerGrace));
    }

    private Outcome askOnce(
            Job job,
            Ruling.Ask ask,
            int attempts,
            Function<String, Optional<AuthoritySlots.Slot>> takingSlot) {
        var authority = ask.authority();
        var refusal = access.refusal(authority, job.received().isAwaited());
        if (refusal.isPresent()) {
            return postponed(authority, refusal.get(), attempts, Outcome.Next.OPENING);
        }
        var taken = takingSlot.apply(authority);
        if (taken.isEmpty()) {
            return postponed(authority, NO_SLOT, attempts, Outcome.Next.TURN);
        }
        try (var slot = taken.get()) {
            return askWith(slot, job, ask, attempts);
        }
    }

    private Outcome askWith(AuthoritySlots.Slot slot, Job job, Ruling.Ask ask, int attempts) {
        var type = ask.type();
        var askedAt = now();
        var asked =
                circuits.ask(
                        type.authority(),
                        () -> {
                            slot.use();
                            return asked(job, type, askedAt);
                        });
        if (asked.isEmpty()) {
            return postponed(
                    type.authority(), AuthorityAccess.CIRCUIT_OPEN, attempts, Outcome.Next.OPENING);
        }
        var answer = asked.get();
        metrics.asked(type.authority(), answer, Duration.between(askedAt, clock.instant()));
        windows.count(type, !(answer instanceof Answer.Unavailable), askedAt);
        return outcome(job, ask, answer, askedAt, attempts + 1);
    }

    private Answer asked(Job job, IdType type, Instant askedAt) {
        try (var step = tracing.within(Tracing.Kind.CALL, "ask " + type.authority())) {
            var lookup = lookup(job, type, askedAt);
            var answer = OwnWork.apart(() -> authorities.ask(lookup));
            step.with("kyc.authority", type.authority()).with("kyc.answer", answer.label());
            if (answer instanceof Answer.Unavailable unavailable) {
                step.failed(unavailable.cause());
            }
            return answer;
        }
    }

    private static Lookup lookup(Job job, IdType type, Instant askedAt) {
        var within = job.received().deadline().map(deadline -> Duration.between(askedAt, deadline));
        return new Lookup(type, job.request().idNumber(), job.request().inputs(), within);
    }

    private Outcome outcome(Job job, Ruling.Ask ask, Answer answer, Instant askedAt, int attempts) {
        var authority = ask.authority();
        return switch (answer) {
            case Answer.Found found -> new Outcome.Ended(found(job, ask, found, askedAt, attempts));
            case Answer.NotFound() -> ended(job, authority, ResultCode.INVALID, askedAt, attempts);
            case Answer.Refused() ->
                    ended(job, authority, ResultCode.UNSUPPORTED_FORMAT, askedAt, attempts);
            case Answer.Unavailable(var cause, var retryAfter) -> {
                metrics.postponed(authority);
                yield new Outcome.Postponed(
                        authority,
                        cause,
                        retryAfter,
                        attempts,
                        Optional.of(new Outcome.Asking(askedAt, now())),
                        Outcome.Next.TIME);
            }
        };
    }

    private JobResult found(
            Job asked, Ruling.Ask ask, Answer.Found found, Instant askedAt, int attempts) {
        var job = asked;
        var told = found.person().only(ask.type().returned());
        if (!job.key().partnerId().isApp()) {
            told = told.withoutSignals();
        }
        if (ask.isCustomised()) {
            var overlay = customData.of(job.request().partnerParams());
            job = job.withPartnerParams(overlay.partnerParams());
            told = told.with(overlay.told());
        }
        return new JobResult(
                job,
                ask.type().authority(),
                ResultCode.VALID,
                told,
                found.fullData(),
                Optional.of(askedAt),
                now(),
                attempts,
                Optional.empty());
    }

    private Outcome ended(
            Job job, String authority, ResultCode code, Instant askedAt, int attempts) {
        return new Outcome.Ended(
                JobResult.without(job, authority, code, Optional.of(askedAt), now(), attempts));
    }

    private Outcome postponed(String authority, String cause, int attempts, Outcome.Next next) {
        metrics.postponed(authority);
        return new Outcome.Postponed(
                authority, cause, Optional.empty(), attempts, Optional.empty(), next);
    }

    /** As fine as the database keeps it, so that what is stored is what was meant. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
