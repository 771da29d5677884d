package dev.kycplatform.storage;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs many callers' rows as one statement. While one group is at the database the next one gathers, so
 * groups grow with the load, and no thread begins two groups within {@link Limits#gathering()}, since most of what
 * a group costs is the same for one row and for twenty. Alone, a row is a group of one and waits for nobody.
 *
 * <p>Rows are sorted by key, so that two groups never deadlock. A key that is in a group already waits
 * for the next one, where it meets the row as any later caller would. A group that fails for any
 * reason but an outage is repeated row by row, and only the guilty fail. Bounded: a caller over the bound
 * is refused at once. Safe for any number of threads; outcomes are completed on the executor's own
 * threads.
 *
 * @param <T> a row, or the key of one
 * @param <R> what came of it
 */
public final class GroupExecutor<T, R> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupExecutor.class);

    /** How soon an idle thread sees that it is to end: an interrupt would cut a statement's socket. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    /** Longer than a statement may take (the driver's socket timeout). */
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final DataSource database;
    private final GroupStatement<T, R> statement;
    private final Function<T, ? extends Comparable<?>> key;
    private final int mostRows;
    private final int mostHeld;
    private final Duration gathering;
    private final BlockingQueue<Waiting<T, R>> waiting;
    private final List<Thread> threads = new ArrayList<>();
    private final GroupMetrics metrics;
    private volatile boolean closed;

    private record Waiting<T, R>(Comparable<?> key, T row, CompletableFuture<R> outcome) {}

    /**
     * What one executor may take.
     *
     * @param mostRows rows in one statement
     * @param mostWaiting rows that may wait for one
     * @param parallel groups at the database at once; each takes a connection
     * @param gathering from the start of a group to that of the next one of the same thread, at least
     */
    public record Limits(int mostRows, int mostWaiting, int parallel, Duration gathering) {
        /**
         * For what somebody waits for. Measured: more than 200 rows or two groups at once gain nothing on two
         * cores.
         */
        public static final Limits DEFAULT = new Limits(200, 20_000, 2, Duration.ofMillis(5));

        /** For what nobody waits for. */
        public static final Limits UNHURRIED = new Limits(200, 20_000, 2, Duration.ofMillis(10));
    }

    /**
     * Starts its threads: platform ones, for virtual ones would take turns with thousands of callers each time they
     * have waited for the database.
     *
     * @param key what sorts rows and tells them apart
     */
    public <K extends Comparable<K>> GroupExecutor(
            String name,
            DataSource database,
            Limits limits,
            Function<T, K> key,
            GroupStatement<T, R> statement) {
        this.name = name;
        this.database = database;
        this.statement = statement;
        this.key = key;
        this.mostRows = limits.mostRows();
        this.mostHeld = limits.mostWaiting();
        this.gathering = limits.gathering();
        this.waiting = new ArrayBlockingQueue<>(limits.mostWaiting());
        this.metrics = new GroupMetrics(this, name);
        for (int i = 0; i < limits.parallel(); i++) {
            threads.add(
                    Thread.ofPlatform().daemon().name("group-" + name + "-" + i).start(this::run));
        }
    }

    /**
     * Completes once the row's group has committed. Fails with {@link KycException}: OVERLOADED (at
     * once), DATABASE_UNAVAILABLE (it may have happened) or NOT_STORABLE.
     */
    public CompletableFuture<R> submit(T row) {
        var outcome = new CompletableFuture<R>();
        // The caller's own thread asks for the key: a row without one is the caller's defect alone.
        var asked = new Waiting<>(Objects.requireNonNull(key.apply(row)), row, outcome);
        if (closed || !waiting.offer(asked)) {
            outcome.completeExceptionally(
                    new KycException(ErrorCode.OVERLOADED, "the queue of " + name + " is full"));
        } else if (closed) {
            // Closed in between: nobody may be left to take it.
            refuseWaiting();
        }
        return outcome;
    }

    /** {@link #submit} for a virtual thread: returns the outcome or throws the failure. */
    public R submitAndAwait(T row) {
        try {
            return submit(row).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KycException failure ? failure : e;
        }
    }

    /** Rows that wait for a group. */
    public int backlog() {
        return waiting.size();
    }

    /**
     * Refuses what still waits as overloaded, and returns when the groups at the database have ended; one
     * that takes too long is cut off.
     */
    @Override
    public void close() {
        closed = true;
        refuseWaiting();
        var deadline = System.nanoTime() + CLOSE_WITHIN.toNanos();
        try {
            for (var thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
    }

    private void run() {
        var held = new ArrayList<Waiting<T, R>>();
        var nextStart = System.nanoTime();
        while (!closed) {
            try {
                var group = gather(held, nextStart);
                if (!group.isEmpty()) {
                    nextStart = System.nanoTime() + gathering.toNanos();
                    execute(group.values().stream().sorted(byKey()).toList());
                }
            } catch (InterruptedException _) {
                // Closing, and out of patience.
            }
        }
        held.forEach(GroupExecutor::refuse);
    }

    private void refuseWaiting() {
        for (var left = waiting.poll(); left != null; left = waiting.poll()) {
            refuse(left);
        }
    }

    private static void refuse(Waiting<?, ?> row) {
        refuse(row, "the service is stopping");
    }

    private static void refuse(Waiting<?, ?> row, String why) {
        row.outcome().completeExceptionally(new KycException(ErrorCode.OVERLOADED, why));
    }

    /**
     * Waits a moment for a first row, then takes what is there. A key met twice is held for the next
     * group; held rows leave the room for new ones as it is, so that a flood of one key delays nobody
     * else's.
     *
     * @param held in: what the last call held back; out: what this one does
     * @param nextStart until when it gathers, once there is a first row; as {@link System#nanoTime} tells it
     */
    private Map<Comparable<?>, Waiting<T, R>> gather(List<Waiting<T, R>> held, long nextStart)
            throws InterruptedException {
        var candidates = new ArrayList<>(held);
        held.clear();
        if (candidates.isEmpty()) {
            var first = waiting.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                return Map.of();
            }
            candidates.add(first);
        }
        if (waiting.size() < mostRows) {
            LockSupport.parkNanos(nextStart - System.nanoTime());
        }
        waiting.drainTo(candidates, mostRows);
        var group = new LinkedHashMap<Comparable<?>, Waiting<T, R>>();
        for (var candidate : candidates) {
            if (group.size() >= mostRows || group.containsKey(candidate.key())) {
                hold(candidate, held);
            } else {
                group.put(candidate.key(), candidate);
            }
        }
        return group;
    }

    private void hold(Waiting<T, R> row, List<Waiting<T, R>> held) {
        if (held.size() < mostHeld) {
            held.add(row);
        } else {
            refuse(row, "too many rows of " + name + " wait for the same key");
        }
    }

    private void execute(List<Waiting<T, R>> group) {
        metrics.executed(group.size());
        var failure = attempt(group);
        if (failure == null) {
            return;
        }
        if (failure.isWorthRepeating() || group.size() == 1) {
            fail(group, failure);
            return;
        }
        LOG.warnf(
                failure,
                "A group failed, repeating its %d rows singly: group=%s",
                group.size(),
                name);
        repeatSingly(group);
    }

    private void repeatSingly(List<Waiting<T, R>> group) {
        for (int i = 0; i < group.size(); i++) {
            var failure = attempt(group.subList(i, i + 1));
            if (failure != null && failure.isWorthRepeating()) {
                // An outage: each of the others would only wait for it anew.
                fail(group.subList(i, group.size()), failure);
                return;
            }
            if (failure != null) {
                fail(group.subList(i, i + 1), failure);
            }
        }
    }

    private static void fail(List<? extends Waiting<?, ?>> group, KycException failure) {
        group.forEach(row -> row.outcome().completeExceptionally(failure));
    }

    /** Returns why the group failed; null if it has committed and its outcomes are told. */
    private @Nullable KycException attempt(List<Waiting<T, R>> group) {
        try {
            complete(group, run(group.stream().map(Waiting::row).toList()));
            return null;
        } catch (SQLException e) {
            return SqlFailures.translated(e);
        } catch (KycException e) {
            return e;
        } catch (RuntimeException | Error e) {
            // Whatever it is: a thread that ended of it would leave all later callers waiting.
            return new KycException(ErrorCode.INTERNAL, "the statement of " + name, e);
        }
    }

    private List<R> run(List<T> rows) throws SQLException {
        try (var connection = database.getConnection()) {
            return statement.isOneTransaction()
                    ? inTransaction(connection, rows)
                    : statement.execute(connection, rows);
        }
    }

    private List<R> inTransaction(Connection connection, List<T> rows) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var outcomes = statement.execute(connection, rows);
            connection.commit();
            return outcomes;
        } catch (SQLException | RuntimeException | Error e) {
            // Errors too: restoring the connection would commit what was done so far.
            rollback(connection, e);
            throw e;
        } finally {
            restore(connection);
        }
    }

    private void complete(List<Waiting<T, R>> group, List<R> outcomes) {
        if (outcomes.size() != group.size()) {
            throw new IllegalStateException(
                    name
                            + " returned "
                            + outcomes.size()
                            + " outcomes for "
                            + group.size()
                            + " rows");
        }
        for (int i = 0; i < group.size(); i++) {
            group.get(i).outcome().complete(outcomes.get(i));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Comparator<Waiting<T, R>> byKey() {
        return (one, other) -> ((Comparable) one.key()).compareTo(other.key());
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // The connection is broken, and the pool sees that for itself.
        }
    }
}
