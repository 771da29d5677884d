package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.Signal;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.Particular;
import dev.kycplatform.flow.check.Particulars;
import dev.kycplatform.flow.flow.Flow;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.flow.FlowLookup;
import dev.kycplatform.flow.flow.FlowState;
import dev.kycplatform.flow.flow.Flows;
import dev.kycplatform.flow.flow.OwnVerdicts;
import dev.kycplatform.localstack.testing.HandClock;
import dev.kycplatform.operators.Requester;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All use cases of verifications over maps, with a clock that is moved by hand. One entity, alice; one flow. */
final class Bench {
    static final String APP = "app";
    static final String ALICE = "alice";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final HandClock clock = new HandClock(START);
    final Map<UUID, Verification> stored = new HashMap<>();
    final Map<LookupKey, Lookups.Found> asked = new HashMap<>();
    final Map<LookupKey, JobRequest> requests = new HashMap<>();
    final List<Step> steps = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<String> audited = new ArrayList<>();
    final Set<UUID> documents = new HashSet<>();
    final Map<UUID, Flow> flows = new HashMap<>();

    /** What happens while somebody waits for a verification's lock. */
    Runnable meanwhile = () -> {};

    final Rules rules;
    final Aging aging;
    final StartVerification start;
    final ResumeVerification resume;
    final RecordAnswer recordAnswer;
    final AskAgain askAgain;
    final ExpireVerifications expire;
    final DecideReview review;
    final ReadVerifications read;
    final RegistrationUpdates registration;

    RegisteredEntity alice = person(new EntityRef(UUID.randomUUID(), APP, ALICE));
    Flow flow = approved(EnumSet.of(Check.ADDRESS, Check.BIRTHDATE, Check.IDENTITY, Check.NAME));

    Bench() {
        this(defaults(Optional.of(Duration.ofMinutes(2)), true, false), KycEnvironment.SANDBOX);
    }

    Bench(Rules rules, KycEnvironment environment) {
        this.rules = rules;
        this.aging = new Aging(rules);
        flows.put(flow.id().value(), flow);
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(FlowConfig.class)
                        .withConverter(Duration.class, 100, new DurationConverter())
                        .build()
                        .getConfigMapping(FlowConfig.class);
        var metrics = new VerificationMetrics(new SimpleMeterRegistry());
        var verifications = new StoredHere();
        var lookups = new AskedHere();
        var entities = new AliceOnly();
        var history = new KeptHere();
        var flowsHere = new FlowsHere();
        var moving =
                new MoveVerification(
                        verifications,
                        history,
                        step -> Notice.of(step.after()).ifPresent(notices::add),
                        metrics);
        var asking = new AskAuthorities(lookups, IdTypes.load(), config);
        start =
                new StartVerification(
                        entities,
                        flowsHere,
                        verifications,
                        new Limits(rules),
                        rules,
                        asking,
                        moving,
                        clock);
        resume =
                new ResumeVerification(
                        entities,
                        flowsHere,
                        verifications,
                        (_, id) -> documents.contains(id),
                        aging,
                        asking,
                        moving,
                        clock);
        recordAnswer =
                new RecordAnswer(
                        verifications,
                        flowsHere,
                        lookups,
                        aging,
                        rules,
                        VerdictTable.load(environment),
                        moving,
                        metrics,
                        clock,
                        config);
        askAgain = new AskAgain(verifications, lookups, aging, asking, clock);
        expire = new ExpireVerifications(verifications, aging, moving, clock);
        review =
                new DecideReview(
                        verifications,
                        lookups,
                        history,
                        aging,
                        moving,
                        (requester, action, subject) ->
                                audited.add(requester.operator() + " " + action + " " + subject),
                        clock);
        read = new ReadVerifications(entities, verifications, aging, clock);
        registration = new RegistrationUpdates(verifications, aging, rules, moving, clock);
    }

    static Rules defaults(
            Optional<Duration> documentsAcceptedAfter,
            boolean unansweredCounts,
            boolean uploadRestartsExpired) {
        return new Rules(
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                Duration.ofDays(30),
                2,
                Duration.ofDays(30),
                unansweredCounts,
                4,
                documentsAcceptedAfter,
                uploadRestartsExpired);
    }

    static Flow approved(EnumSet<Check> checks) {
        return new Flow(
                new FlowId(UUID.randomUUID()),
                0,
                APP,
                "Standard",
                Optional.of("KYC-STANDARD"),
                checks,
                List.of(new FlowLookup("identity", List.of())),
                OwnVerdicts.none(),
                new FlowState.Draft().approve("compliance", START),
                START);
    }

    private static RegisteredEntity person(EntityRef ref) {
        return new RegisteredEntity(
                ref,
                false,
                new Particulars(
                        Map.of(
                                Particular.FIRST_NAME, "Alice",
                                Particular.LAST_NAME, "Example",
                                Particular.BIRTHDATE, "1990-08-31",
                                Particular.STREET_ADDRESS_1, "123 Main St",
                                Particular.CITY, "Portland",
                                Particular.STATE, "OR",
                                Particular.POSTAL_CODE, "97204")),
                List.of(new RegisteredEntity.Identity("US", "SSN", "123452222")));
    }

    StartOutcome start() {
        return start.start(APP, ALICE, flow.id());
    }

    Verification started() {
        return ((StartOutcome.Started) start()).verification();
    }

    Optional<Refusal> refused() {
        return start() instanceof StartOutcome.Refused(var refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    /** As it is by now. */
    Verification now(VerificationId id) {
        return aging.effective(Objects.requireNonNull(stored.get(id.value())), clock.instant());
    }

    /** The newest try of the verification's lookup. */
    Lookup lookup(VerificationId id) {
        return asked.values().stream()
                .map(Lookups.Found::lookup)
                .filter(it -> it.key().verification().equals(id))
                .max(Comparator.comparing(it -> it.key().attempt()))
                .orElseThrow();
    }

    void answer(VerificationId id, AuthorityAnswer answer) {
        var lookup = lookup(id);
        recordAnswer.record(lookup.key(), lookup.acceptedAt(), answer);
    }

    /** Found, as registered but for these. */
    AuthorityAnswer found(Map<Particular, String> changes, Signal... signals) {
        var told = new HashMap<>(alice.particulars().said());
        told.putAll(changes);
        return new AuthorityAnswer(ResultCode.VALID, new Particulars(told), List.of(signals));
    }

    static AuthorityAnswer only(ResultCode code) {
        return new AuthorityAnswer(code, new Particulars(Map.of()), List.of());
    }

    Verification decide(VerificationId id, Decision decision) {
        return review.decide(id, decision, new Requester("olga", Optional.of("seen the passport")));
    }

    private final class StoredHere implements Verifications {
        @Override
        public void add(Verification verification) {
            stored.put(verification.id().value(), verification);
        }

        @Override
        public Optional<Verification> byId(VerificationId id) {
            return Optional.ofNullable(stored.get(id.value()));
        }

        @Override
        public Optional<Verification> lock(VerificationId id) {
            meanwhile.run();
            return byId(id);
        }

        @Override
        public void update(Verification verification) {
            var before = stored.put(verification.id().value(), verification);
            if (before == null || before.version() >= verification.version()) {
                throw new IllegalStateException("not the next version of one that is there");
            }
        }

        @Override
        public List<Verification> counting(UUID entityId, Instant endedAfter) {
            return stored.values().stream()
                    .filter(it -> it.entity().id().equals(entityId))
                    .filter(it -> it.isOpen() || it.updatedAt().isAfter(endedAfter))
                    .toList();
        }

        @Override
        public Optional<Instant> lastPassedAt(UUID entityId) {
            return stored.values().stream()
                    .filter(it -> it.entity().id().equals(entityId))
                    .flatMap(it -> it.passedAt().stream())
                    .max(Comparator.naturalOrder());
        }

        @Override
        public List<Verification> ofEntity(UUID entityId, int most) {
            return stored.values().stream()
                    .filter(it -> it.entity().id().equals(entityId))
                    .sorted(Comparator.comparing(Verification::requestedAt).reversed())
                    .limit(most)
                    .toList();
        }

        @Override
        public List<Verification> lockOpen(UUID entityId) {
            return ofEntity(entityId, Integer.MAX_VALUE).stream()
                    .filter(Verification::isOpen)
                    .toList();
        }

        @Override
        public List<Verification> lockOverdue(Instant now, int most) {
            return stored.values().stream()
                    .filter(it -> aging.dueAt(it).filter(at -> !now.isBefore(at)).isPresent())
                    .limit(most)
                    .toList();
        }

        @Override
        public List<Verification> awaitingReview(int most) {
            return stored.values().stream()
                    .filter(it -> it.state() instanceof VerificationState.Review)
                    .limit(most)
                    .toList();
        }
    }

    private final class AskedHere implements Lookups {
        @Override
        public void add(Lookup lookup, JobRequest request, Schedule schedule) {
            if (asked.put(lookup.key(), new Found(lookup, List.of())) != null) {
                throw new IllegalStateException("asked twice: " + lookup.key());
            }
            requests.put(lookup.key(), request);
        }

        @Override
        public Optional<Lookup> find(LookupKey key) {
            return Optional.ofNullable(asked.get(key)).map(Found::lookup);
        }

        @Override
        public JobRequest request(Lookup lookup) {
            return Objects.requireNonNull(requests.get(lookup.key()));
        }

        @Override
        public void record(Lookup answered, List<Finding> findings) {
            asked.put(answered.key(), new Found(answered, findings));
        }

        @Override
        public List<Found> ofRun(VerificationId verification, int run) {
            var latest = new HashMap<String, Found>();
            of(verification).stream()
                    .filter(it -> it.lookup().run() == run)
                    .forEach(it -> latest.put(it.lookup().key().name(), it));
            return List.copyOf(latest.values());
        }

        @Override
        public List<Found> of(VerificationId verification) {
            return asked.values().stream()
                    .filter(it -> it.lookup().key().verification().equals(verification))
                    .sorted(Comparator.comparing(it -> it.lookup().key().attempt()))
                    .toList();
        }

        @Override
        public List<LookupKey> toAskAgain(Instant now, int most) {
            return asked.values().stream()
                    .map(Found::lookup)
                    .filter(it -> it.askAgainAt().filter(at -> !now.isBefore(at)).isPresent())
                    .map(Lookup::key)
                    .toList();
        }

        @Override
        public void askedAgain(LookupKey key) {
            var found = Objects.requireNonNull(asked.get(key));
            asked.put(
                    key,
                    new Found(
                            found.lookup()
                                    .with(found.lookup().code().orElseThrow(), Optional.empty()),
                            found.findings()));
        }

        @Override
        public List<Lookup> toLookAfter(Instant now, int most) {
            return List.of();
        }

        @Override
        public void lookedAfter(LookupKey key, Instant next) {
            throw new IllegalStateException("nothing here is looked after");
        }

        @Override
        public void leave(LookupKey key) {
            throw new IllegalStateException("nothing here is looked after");
        }

        @Override
        public boolean publishAgain(LookupKey key, Instant now, Schedule next) {
            throw new IllegalStateException("nothing here is looked after");
        }
    }

    private final class AliceOnly implements Entities {
        @Override
        public Optional<RegisteredEntity> find(String appHandle, String userHandle) {
            return appHandle.equals(APP) && userHandle.equals(ALICE)
                    ? Optional.of(alice)
                    : Optional.empty();
        }

        @Override
        public Optional<RegisteredEntity> lock(String appHandle, String userHandle) {
            return find(appHandle, userHandle);
        }
    }

    private final class KeptHere implements History {
        @Override
        public void add(Step step) {
            steps.add(step);
        }

        @Override
        public List<Past> of(VerificationId id) {
            return List.of();
        }
    }

    private final class FlowsHere implements Flows {
        @Override
        public Optional<Flow> byId(FlowId id) {
            return Optional.ofNullable(flows.get(id.value()));
        }

        @Override
        public Optional<Flow> byLevel(String appHandle, String kycLevel) {
            return flows.values().stream()
                    .filter(it -> it.kycLevel().filter(kycLevel::equals).isPresent())
                    .findFirst();
        }

        @Override
        public List<Flow> ofApp(Optional<String> appHandle, int most) {
            return List.copyOf(flows.values());
        }

        @Override
        public void add(Flow added) {
            flows.put(added.id().value(), added);
        }

        @Override
        public Flow update(Flow updated) {
            flows.put(updated.id().value(), updated);
            return updated;
        }
    }
}
