package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.flow.Flows;
import dev.kycplatform.flow.flow.OwnVerdicts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Records an authority's answer, and concludes the verification once the last of its run is there. Idempotent
 * by the lookup's key: a try has one result. For a verification that has ended it is recorded and changes
 * nothing; 1015 only makes another try due.
 */
@ApplicationScoped
class RecordAnswer {
    private static final Logger LOG = Logger.getLogger(RecordAnswer.class);

    private final Verifications verifications;
    private final Flows flows;
    private final Lookups lookups;
    private final Aging aging;
    private final Rules rules;
    private final VerdictTable verdicts;
    private final MoveVerification moving;
    private final VerificationMetrics metrics;
    private final Clock clock;
    private final FlowConfig.Verification config;

    RecordAnswer(
            Verifications verifications,
            Flows flows,
            Lookups lookups,
            Aging aging,
            Rules rules,
            VerdictTable verdicts,
            MoveVerification moving,
            VerificationMetrics metrics,
            Clock clock,
            FlowConfig config) {
        this.verifications = verifications;
        this.flows = flows;
        this.lookups = lookups;
        this.aging = aging;
        this.rules = rules;
        this.verdicts = verdicts;
        this.moving = moving;
        this.metrics = metrics;
        this.clock = clock;
        this.config = config.verification();
    }

    /** @param acceptedAt of the job: what is known of another one by that name is not this one's */
    @Transactional
    void record(LookupKey key, Instant acceptedAt, AuthorityAnswer answer) {
        var stored = verifications.lock(key.verification());
        var open =
                lookups.find(key)
                        .filter(lookup -> lookup.acceptedAt().equals(acceptedAt))
                        .filter(lookup -> lookup.code().isEmpty());
        if (stored.isPresent() && open.isPresent()) {
            record(stored.get(), open.get(), answer);
        }
    }

    private void record(Verification stored, Lookup lookup, AuthorityAnswer answer) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var waiting =
                aging.effective(stored, now).state() instanceof VerificationState.Pending pending
                                && stored.tries() == lookup.run()
                        ? Optional.of(pending)
                        : Optional.<VerificationState.Pending>empty();
        if (answer.code() == ResultCode.AUTHORITY_UNAVAILABLE) {
            metrics.unavailable(lookup.country() + "/" + lookup.idType());
            lookups.record(
                    lookup.with(answer.code(), waiting.map(_ -> now.plus(pause(lookup)))),
                    List.of());
            return;
        }
        var findings = ReadAnswer.findings(lookups.request(lookup), stored.checks(), answer);
        lookups.record(lookup.with(answer.code(), Optional.empty()), findings);
        if (answer.code() == ResultCode.NOT_ACTIVATED) {
            metrics.notActivated(lookup.country() + "/" + lookup.idType());
            LOG.warnf(
                    "An ID type is not enabled: idType=%s/%s verificationId=%s",
                    lookup.country(), lookup.idType(), stored.id());
        }
        waiting.ifPresent(pending -> conclude(stored, pending, now));
    }

    private void conclude(Verification stored, VerificationState.Pending pending, Instant now) {
        var run = lookups.ofRun(stored.id(), stored.tries());
        if (!run.stream().allMatch(found -> found.lookup().isAnswered())) {
            if (!stored.isAnswered()) {
                verifications.update(stored.answered());
            }
            return;
        }
        var findings = RunFindings.of(run);
        var verdict =
                verdicts.under(ownVerdicts(stored))
                        .verdict(
                                findings,
                                new VerdictTable.Circumstances(
                                        stored.isBusiness(),
                                        stored.tries() > 1,
                                        stored.documents() > 0));
        var concluded =
                stored.conclude(
                        pending,
                        verdict,
                        RunFindings.matched(findings, stored.checks()),
                        now,
                        rules);
        moving.move(Step.of(concluded, Step.Cause.ANSWERED));
        LOG.debugf(
                "Verification concluded: verificationId=%s status=%s",
                concluded.id(), concluded.state().wire());
    }

    /** As the flow has them, which never change. */
    private OwnVerdicts ownVerdicts(Verification stored) {
        return flows.byId(stored.flow())
                .orElseThrow(() -> new IllegalStateException("a verification of no flow"))
                .verdicts();
    }

    /** Doubles with each try, up to a bound. */
    private Duration pause(Lookup lookup) {
        var doublings = Math.min(lookup.key().attempt() - 1, 20);
        var pause = config.askAgainAfter().multipliedBy(1L << doublings);
        return pause.compareTo(config.askAgainAtMost()) > 0 ? config.askAgainAtMost() : pause;
    }
}
