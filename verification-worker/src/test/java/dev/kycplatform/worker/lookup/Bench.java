package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.job.PersonalField;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.PersonalInfo;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.tracing.Tracing;
import dev.kycplatform.worker.WorkerConfig;
import dev.kycplatform.worker.WorkerConfigTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole of looking up with everything outside made up: a store, an event log and an authority in memory. */
public final class Bench {
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** What the authority says. */
    public Supplier<Answer> answer = () -> found();

    public volatile Optional<Partner> partner = Optional.of(SamplePartner.withEverything());

    /** Thrown by what it names, until it is null again. */
    public @Nullable KycException sealFailure;

    public @Nullable KycException storeFailure;
    public @Nullable KycException publishFailure;

    public final Map<ResultReference, StoredResult> stored = new ConcurrentHashMap<>();
    public final List<StoredResult> published = new CopyOnWriteArrayList<>();
    public final List<Outcome.Postponed> parked = new ArrayList<>();
    public final List<String> replied = new CopyOnWriteArrayList<>();
    public final List<Lookup> asked = new CopyOnWriteArrayList<>();
    public final AtomicInteger partnerLookups = new AtomicInteger();
    public volatile boolean isParked;

    public final WorkerConfig config;
    public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    public final JobReader reader = new Reader();
    public final Results results = new Store();
    public final ResultEvents events = new Log();
    public final Set<String> paused = new HashSet<>();
    public final SwitchedCircuits circuits = new SwitchedCircuits();
    public final AuthorityAccess access;
    public final AuthoritySlots slots;
    final OwnWork ownWork;
    public final AskAuthority askAuthority;
    public final TellResult tellResult;
    public final RecordResult recordResult;
    public final AnswerJob answerJob;

    public Bench() {
        this(Map.of());
    }

    public Bench(Map<String, String> settings) {
        config = WorkerConfigTest.config(settings);
        slots =
                new AuthoritySlots(
                        _ ->
                                Optional.of(
                                        new AuthorityLimits.Limits(
                                                config.authority().concurrency(),
                                                OptionalInt.empty())),
                        config,
                        clock);
        access = new AuthorityAccess(paused::contains, circuits);
        var metrics = new LookupMetrics(new SimpleMeterRegistry(), clock);
        askAuthority =
                new AskAuthority(
                        new LookupRules(IdTypes.load(), KycEnvironment.SANDBOX),
                        this::partner,
                        access,
                        circuits,
                        slots,
                        this::ask,
                        params -> new CustomData.Overlay(Map.of(), params),
                        metrics,
                        new AuthorityWindows(),
                        Tracing.off(),
                        clock,
                        config);
        tellResult = new TellResult(events, this::reply);
        recordResult = new RecordResult(results, tellResult, metrics);
        ownWork = new OwnWork(config.mostOwnWork());
        answerJob =
                new AnswerJob(
                        reader,
                        results,
                        tellResult,
                        askAuthority,
                        new AskNow(askAuthority, this::partner, clock, config),
                        recordResult,
                        (_, postponed) -> parked.add(postponed),
                        slots,
                        ownWork,
                        clock,
                        config);
    }

    public static Answer found() {
        return new Answer.Found(
                new PersonalInfo(Map.of(PersonalField.FULL_NAME, "Joe Leo")), "{\"BVN\":\"x\"}");
    }

    public static KycException outage() {
        return new KycException(ErrorCode.DATABASE_UNAVAILABLE, "made up");
    }

    /** About the test number that ends in 0. */
    public static ReceivedJob job() {
        return job(NOW.minusSeconds(600));
    }

    public static ReceivedJob job(Instant acceptedAt) {
        return job(acceptedAt, Lane.ASYNC, null, null);
    }

    /** The same job, accepted a moment ago, with somebody who waits for it. */
    public static ReceivedJob awaited(Instant deadline, String replyTo) {
        return job(NOW.minusSeconds(1), Lane.SYNC, deadline, replyTo);
    }

    private static ReceivedJob job(
            Instant acceptedAt, Lane lane, @Nullable Instant deadline, @Nullable String replyTo) {
        return new ReceivedJob(
                new JobRequested(
                        1,
                        "001",
                        "job-1",
                        1096,
                        KycEnvironment.SANDBOX,
                        lane,
                        "NG",
                        "BVN",
                        "ng-nibss",
                        acceptedAt,
                        "key-1",
                        deadline,
                        replyTo,
                        new byte[0]),
                new byte[0],
                null,
                Optional.of(NOW));
    }

    private Optional<Partner> partner(PartnerId id) {
        partnerLookups.incrementAndGet();
        return partner.filter(it -> it.id().equals(id));
    }

    private CompletableFuture<Void> reply(ReceivedJob job) {
        failWith(publishFailure);
        job.replyTo().ifPresent(replied::add);
        return CompletableFuture.completedFuture(null);
    }

    private Answer ask(Lookup lookup) {
        asked.add(lookup);
        return answer.get();
    }

    private static void failWith(@Nullable KycException failure) {
        if (failure != null) {
            throw failure;
        }
    }

    private final class Reader implements JobReader {
        @Override
        public ReceivedJob read(byte[] event, @Nullable String traceParent) {
            return job();
        }

        @Override
        public Job open(ReceivedJob received) {
            failWith(sealFailure);
            return new Job(
                    received,
                    new JobRequest("user", "NG", "BVN", "00000000000", Map.of(), "{}", null, null));
        }
    }

    private final class Store implements Results {
        @Override
        public Standing standing(ReceivedJob job) {
            var result = stored.get(job.reference());
            if (result != null) {
                return new Standing.Answered(result);
            }
            return isParked ? new Standing.Parked() : new Standing.Open();
        }

        @Override
        public Recorded store(JobResult result) {
            failWith(storeFailure);
            var mine = stored(result);
            var first = stored.putIfAbsent(mine.reference(), mine);
            return first == null ? new Recorded(mine, true) : new Recorded(first, false);
        }
    }

    private final class Log implements ResultEvents {
        @Override
        public void publish(StoredResult result) {
            failWith(publishFailure);
            published.add(result);
        }
    }

    private static StoredResult stored(JobResult result) {
        return new StoredResult(
                result.job().received().reference(),
                new SmileJobId(1096),
                "NG",
                "BVN",
                result.authority(),
                result.code(),
                result.askedAt(),
                result.answeredAt(),
                result.attempts(),
                1,
                new byte[32],
                Optional.empty());
    }
}
