package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What the ledgers say of a round's jobs, once they agree.
 *
 * @param jobs that were accepted
 * @param refused answers 503 with Retry-After
 * @param unanswered requests that nobody answered
 * @param repeatedRecords on {@code kyc.results}, beyond one for each job
 * @param repeatedCallbacks beyond one for each job
 */
record JobsReconciled(
        int jobs, long refused, long unanswered, long repeatedRecords, long repeatedCallbacks) {
    private static final int NAMED = 5;

    /** Longer than work may be nowhere that is looked at. */
    private static final Duration STILL = Duration.ofSeconds(8);

    /**
     * Every accepted job has its record, one result, at least one record of it with one id and one value, and its
     * callback, however often under one id.
     *
     * @param patience for what has to arrive; what is lost for certain, since nothing is left to be done, is not waited for
     * @throws AssertionError saying what of that does not hold, and of which jobs
     */
    static JobsReconciled of(SteadyLoad load, CallbackInbox inbox, Duration patience) {
        var jobs = Set.copyOf(load.accepted);
        assertThat(jobs).as("jobs were accepted").isNotEmpty();
        assertThat(load.unlawful).as("answers other than 200, and 503 with Retry-After").isEmpty();
        awaitArrivals(jobs, inbox, patience);
        Ledger.awaitQuiet();
        assertThat(results(jobs)).as("stored results").isEqualTo(jobs.size());

        var requested = records(load, Topics.JOBS);
        assertThat(requested.keySet()).as("jobs with a record").isEqualTo(jobs);
        var completed = records(load, Topics.RESULTS);
        assertThat(completed.keySet()).as("jobs whose result was published").isEqualTo(jobs);
        assertThat(completed.values())
                .as("one id and one value however often a result was published")
                .allMatch(records -> new HashSet<>(records).size() == 1);
        var received = inbox.delivered();
        assertThat(received.values())
                .as("one id however often a callback came")
                .allMatch(
                        messages ->
                                messages.stream()
                                                .map(CallbackInbox.Message::webhookId)
                                                .distinct()
                                                .count()
                                        == 1);
        return new JobsReconciled(
                jobs.size(),
                load.refused.get(),
                load.unanswered.get(),
                completed.values().stream().mapToLong(List::size).sum() - jobs.size(),
                received.values().stream().mapToLong(List::size).sum() - received.size());
    }

    private static void awaitArrivals(Set<String> jobs, CallbackInbox inbox, Duration patience) {
        try {
            var busyAt = new AtomicLong(System.nanoTime());
            Awaitility.await()
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(500))
                    // Whoever cannot look, for what was down has just come back, sees no stillness.
                    .ignoreExceptions()
                    .until(() -> inbox.jobs().containsAll(jobs) || isStill(busyAt));
        } catch (ConditionTimeoutException _) {
            throw missing(jobs, inbox, "after " + patience.toSeconds() + " s");
        }
        if (!inbox.jobs().containsAll(jobs)) {
            throw missing(jobs, inbox, "and nothing is left to be done");
        }
    }

    /** @param busyAt when there was something to be done */
    private static boolean isStill(AtomicLong busyAt) {
        var lookedAt = System.nanoTime();
        var isQuiet = false;
        try {
            isQuiet = Ledger.isQuiet();
        } finally {
            if (!isQuiet) {
                busyAt.set(System.nanoTime());
            }
        }
        return isQuiet && lookedAt - busyAt.get() > STILL.toNanos();
    }

    private static AssertionError missing(Set<String> jobs, CallbackInbox inbox, String when) {
        var withoutResult = without(jobs, withResult(jobs));
        var withoutCallback = without(jobs, inbox.jobs());
        return new AssertionError(
                "of %d accepted jobs %d have no result %s and %d no callback %s, %s"
                        .formatted(
                                jobs.size(),
                                withoutResult.size(),
                                some(withoutResult),
                                withoutCallback.size(),
                                some(withoutCallback),
                                when));
    }

    private static Set<String> without(Set<String> all, Set<String> those) {
        var rest = new TreeSet<>(all);
        rest.removeAll(those);
        return rest;
    }

    private static List<String> some(Set<String> jobs) {
        return jobs.stream().limit(NAMED).toList();
    }

    private static long results(Set<String> jobs) {
        return Ledger.count(
                "SELECT count(*) FROM worker.result WHERE job_id = ANY (?)",
                (Object) jobs.toArray(String[]::new));
    }

    private static Set<String> withResult(Set<String> jobs) {
        try (var database = Platform.database();
                var statement =
                        database.prepareStatement(
                                "SELECT job_id FROM worker.result WHERE job_id = ANY (?)")) {
            statement.setObject(1, jobs.toArray(String[]::new));
            var found = new HashSet<String>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each job what its records say: id and value. */
    private static Map<String, List<String>> records(SteadyLoad load, Topics topic) {
        var found = new HashMap<String, List<String>>();
        var before = Objects.requireNonNull(load.before.get(topic));
        for (var record : Ledger.records(topic.topicName(), before)) {
            var job = new String(record.key(), StandardCharsets.UTF_8).replaceFirst("^[^/]*/", "");
            if (load.accepted.contains(job)) {
                var id = record.headers().lastHeader(EventHeaders.ID).value();
                found.computeIfAbsent(job, _ -> new ArrayList<>())
                        .add(
                                new String(id, StandardCharsets.UTF_8)
                                        + new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return "jobs %d, refused %d, unanswered %d, records more than once %d, callbacks more than once %d"
                .formatted(jobs, refused, unanswered, repeatedRecords, repeatedCallbacks);
    }
}
