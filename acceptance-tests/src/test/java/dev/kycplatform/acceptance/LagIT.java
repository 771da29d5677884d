package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Service;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kyc lag} beside the broker's own tool, while the worker cannot store anything. */
class LagIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String GROUP = "verification-worker";
    private static final String TOPIC = "kyc.jobs";
    private static final int JOBS = 60;

    /** How often a service asks the broker, and what its asking and a busy machine may add to that. */
    private static final Duration POLL = Duration.ofSeconds(5);

    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();

    @TempDir Path directory;

    private OperatorCommands commands;

    @BeforeEach
    void quiet() {
        commands = new OperatorCommands(directory);
        Ledger.awaitQuiet();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void lagIsWhatTheBrokersToolSaysAndIsGoneOnceTheBacklogIs() throws SQLException {
        await("no lag").atMost(PATIENCE).until(() -> records(lag()) == 0);
        try (var blocker = Platform.database()) {
            blocker.setAutoCommit(false);
            try (var lock = blocker.createStatement()) {
                lock.execute(
                        "LOCK TABLE worker.result, worker.parked_job IN ACCESS EXCLUSIVE MODE");
            }
            for (int i = 0; i < JOBS; i++) {
                partner.submit(
                        partner.job(
                                partner.newJobId(), "KE", "NATIONAL_ID", "00000000", inbox.url()));
            }

            var told = firstPollAfter(Instant.now());
            assertThat(records(told)).isEqualTo(JOBS);
            assertThat(byPartition(told)).isEqualTo(byTheBrokersTool());
            assertThat(told)
                    .filteredOn(line -> line.path("records").asInt() > 0)
                    .allSatisfy(
                            line -> {
                                assertThat(line.path("seconds").asDouble()).isBetween(0.1, 120.0);
                                assertThat(line.path("oldest_at").asText()).isNotEmpty();
                            });
            assertThat(metric("kyc_lag_records")).isEqualTo(JOBS);
            assertThat(metric("kyc_lag_seconds")).isPositive();
            assertThat(commands.run("lag", "--once"))
                    .containsPattern(GROUP + " +kyc.jobs +6 +" + JOBS + " ");
            blocker.rollback();
        }

        await("no lag").atMost(PATIENCE).until(() -> records(lag()) == 0);
        assertThat(byPartition(lag())).isEqualTo(byTheBrokersTool());
        assertThat(metric("kyc_lag_seconds")).isZero();
    }

    private List<JsonNode> lag() {
        try {
            return new ObjectMapper()
                    .readTree(commands.run("lag", "--once", "--json"))
                    .valueStream()
                    .filter(line -> line.path("group").asText().equals(GROUP))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told by the first poll that began then or later, which is not late. */
    private List<JsonNode> firstPollAfter(Instant then) {
        var told =
                await("the next poll")
                        .atMost(POLL.plus(ALLOWANCE))
                        .until(this::lag, it -> !at(it).isBefore(then));
        assertThat(Duration.between(then, at(told))).isLessThan(POLL.plus(ALLOWANCE));
        return told;
    }

    private static Instant at(List<JsonNode> lag) {
        return Instant.parse(lag.getFirst().path("at").asText());
    }

    private static long records(List<JsonNode> lag) {
        return lag.stream().mapToLong(line -> line.path("records").asLong()).sum();
    }

    private static Map<Integer, Long> byPartition(List<JsonNode> lag) {
        var records = new TreeMap<Integer, Long>();
        lag.forEach(
                line -> records.put(line.path("partition").asInt(), line.path("records").asLong()));
        return records;
    }

    /** Where nothing was ever committed it says "-" of what is there, which is nothing or everything. */
    private static Map<Integer, Long> byTheBrokersTool() {
        var told = BrokerTools.describe(GROUP);
        var line =
                Pattern.compile(GROUP + " +" + TOPIC + " +(\\d+) +(\\d+|-) +(\\d+) +(\\d+|-) .*");
        var records = new TreeMap<Integer, Long>();
        line.matcher(told)
                .results()
                .forEach(
                        found ->
                                records.put(
                                        Integer.parseInt(found.group(1)),
                                        Long.parseLong(
                                                found.group(4).equals("-")
                                                        ? found.group(3)
                                                        : found.group(4))));
        assertThat(records).as(told).isNotEmpty();
        return records;
    }

    /** Summed over the partitions of the one topic, as the worker's metrics have it. */
    private static double metric(String name) {
        var labels = new String[] {"group=\"" + GROUP + "\"", "topic=\"" + TOPIC + "\""};
        var metrics = Metrics.of(Service.WORKER);
        assertThat(metrics.values(name, labels)).hasSize(6);
        return metrics.sum(name, labels);
    }
}
