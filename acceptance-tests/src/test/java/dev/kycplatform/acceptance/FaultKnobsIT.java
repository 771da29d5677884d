package dev.kycplatform.acceptance;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every fault knob of an authority crossed with both lanes: what a job comes to while the knob is turned, and after. Each
 * knob is turned at an authority of its own, all at once, so that the table takes as long as its slowest line.
 */
class FaultKnobsIT {
    private static final IdTypes ID_TYPES = IdTypes.load();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A knob, whose it is, and why there is no answer; none if there is one all the same. */
    enum Knob {
        LATENCY("NG/BVN", "{\"latency\":{\"fixed\":\"PT7S\"}}", "timeout"),
        LATENCY_DISTRIBUTION(
                "KE/NATIONAL_ID", "{\"latency\":{\"median\":\"PT0.02S\",\"p99\":\"PT0.2S\"}}", ""),
        ERROR_RATE("ZA/NATIONAL_ID", "{\"error_rate\":1}", "status_500"),
        OUTAGE("GH/GHANA_CARD", "{\"outage\":true}", "status_503"),
        RATE_LIMIT(
                "NG/NIN",
                "{\"rate_limit\":{\"per_second\":2,\"retry_after\":\"PT1S\"}}",
                "status_429"),
        TRUNCATED("GH/PASSPORT", "{\"truncated_body\":true}", "broken_off"),
        OVERSIZED("UG/NATIONAL_ID_NO_PHOTO", "{\"oversized_body\":3000000}", "too_large"),
        WRONG_CONTENT_TYPE(
                "NG/VOTER_ID", "{\"wrong_content_type\":\"text/html\"}", "wrong_content_type"),
        SLOW_DRIP("KE/TAX_INFORMATION", "{\"slow_drip\":\"PT40S\"}", "timeout");

        private final IdType type;
        private final String knobs;
        private final String cause;

        Knob(String type, String knobs, String cause) {
            var parts = type.split("/");
            this.type = ID_TYPES.find(parts[0], parts[1]).orElseThrow();
            this.knobs = knobs;
            this.cause = cause;
        }

        /** A limit lets some through, so it takes several jobs to see one refused. */
        private int jobs() {
            return this == RATE_LIMIT ? 10 : 1;
        }

        private SandboxAuthority authority() {
            return new SandboxAuthority(type.authority());
        }
    }

    private static final PartnerClient PARTNER = Platform.partner();
    private static final CallbackInbox INBOX = CallbackInbox.open();
    private static final Map<Knob, List<String>> ASYNC = new EnumMap<>(Knob.class);
    private static final Map<Knob, List<JsonNode>> SYNC = new EnumMap<>(Knob.class);

    @BeforeAll
    static void turnEveryKnobAndSendJobsOnBothLanes() {
        for (var knob : Knob.values()) {
            knob.authority().set(knob.knobs);
            ASYNC.put(
                    knob, IntStream.range(0, knob.jobs()).mapToObj(_ -> submitted(knob)).toList());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new EnumMap<Knob, List<Future<JsonNode>>>(Knob.class);
            for (var knob : Knob.values()) {
                waiting.put(
                        knob,
                        IntStream.range(0, knob.jobs())
                                .mapToObj(_ -> threads.submit(() -> verified(knob)))
                                .toList());
            }
            waiting.forEach(
                    (knob, bodies) ->
                            SYNC.put(knob, bodies.stream().map(FaultKnobsIT::got).toList()));
        }
    }

    @AfterAll
    static void recover() {
        for (var knob : Knob.values()) {
            knob.authority().recover();
        }
        INBOX.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsIsToldAtOnceAndForGood(Knob knob) {
        var bodies = Objects.requireNonNull(SYNC.get(knob));
        var codes = bodies.stream().map(body -> body.path("ResultCode").asText()).toList();

        assertThat(bodies)
                .allSatisfy(
                        body -> assertThat(body.path("IsFinalResult").asText()).isEqualTo("true"));
        if (knob.cause.isEmpty()) {
            assertThat(codes).containsOnly("1012");
        } else {
            assertThat(codes).contains("1015").isSubsetOf("1012", "1015");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotWaitGetsTheAnswerOnceThereIsOne(Knob knob) throws Exception {
        var jobs = Objects.requireNonNull(ASYNC.get(knob));
        if (knob.cause.isEmpty()) {
            jobs.forEach(FaultKnobsIT::assertFoundOnce);
            assertThat(causes(jobs)).isEmpty();
            return;
        }
        Awaitility.await("a job without an answer because of " + knob)
                .atMost(PATIENCE)
                .until(() -> causes(jobs), not(List::isEmpty));
        assertThat(causes(jobs)).containsOnly(knob.cause);
        if (knob != Knob.RATE_LIMIT) {
            assertThat(PARTNER.status(jobs.getFirst(), "user-1").body().path("code").asText())
                    .isEqualTo("2302");
            knob.authority().recover();
        }
        jobs.forEach(FaultKnobsIT::assertFoundOnce);
    }

    private static void assertFoundOnce(String jobId) {
        assertThat(INBOX.await(jobId).body().path("ResultCode").asText()).isEqualTo("1012");
        assertThat(INBOX.delivered(jobId)).hasSize(1);
    }

    private static JsonNode got(Future<JsonNode> body) {
        try {
            return body.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String submitted(Knob knob) {
        var jobId = PARTNER.newJobId();
        assertThat(PARTNER.submit(job(jobId, knob)).status()).isEqualTo(200);
        return jobId;
    }

    private static JsonNode verified(Knob knob) {
        return PARTNER.verify(job(PARTNER.newJobId(), knob)).body();
    }

    private static ObjectNode job(String jobId, Knob knob) {
        return PARTNER.job(
                jobId, knob.type.country(), knob.type.name(), knob.type.sample(), INBOX.url());
    }

    /** Why attempts at these jobs brought no answer. */
    private static List<String> causes(List<String> jobs) throws SQLException {
        try (var database = Platform.database();
                var query =
                        database.prepareStatement(
                                "SELECT cause FROM worker.attempt WHERE job_id = ANY (?)")) {
            query.setArray(1, database.createArrayOf("text", jobs.toArray()));
            var causes = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    causes.add(rows.getString(1));
                }
            }
            return causes;
        }
    }
}
