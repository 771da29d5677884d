package dev.kycplatform.storage;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Runs many callers' rows as one statement. While one group is at the database the next one gathers, so
 * groups grow with the load and nobody waits for company: alone, a row is a group of one.
 *
 * <p>Rows are sorted by key, so that two groups never deadlock. A key that is in a group already waits
 * for the next one, where it meets the row as any later caller would. A group that fails for any
 * reason but an outage is repeated row by row, and only the guilty fail. Bounded: a caller over the bound
 * is refused at once. Safe for any number of threads; outcomes are completed on the executor's own
 * virtual threads.
 *
 * @param <T> a row, or the key of one
 * @param <R> what came of it
 */
public final class GroupExecutor<T, R> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupExecutor.class);

    private final String name;
    private final DataSource database;
    private final GroupStatement<T, R> statement;
    private final Function<T, ? extends Comparable<?>> key;
    private final int mostRows;
    private final BlockingQueue<Waiting<T, R>> waiting;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    private record Waiting<T, R>(T row, CompletableFuture<R> outcome) {}

    /**
     * What one executor may take.
     *
     * @param mostRows rows in one statement
     * @param mostWaiting rows that may wait for one
     * @param parallel groups at the database at once; each takes a connection
     */
    public record Limits(int mostRows, int mostWaiting, int parallel) {
        /** Measured: more than 200 rows or two groups at once gain nothing on two cores. */
        public static final Limits DEFAULT = new Limits(200, 20_000, 2);
    }

    /**
     * Starts its threads.
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
        this.waiting = new ArrayBlockingQueue<>(limits.mostWaiting());
        for (int i = 0; i < limits.parallel(); i++) {
            threads.add(Thread.ofVirtual().name("group-" + name + "-" + i).start(this::run));
        }
    }

    /**
     * Completes once the row's group has committed. Fails with {@link KycException}: OVERLOADED (at
     * once), DATABASE_UNAVAILABLE (it may have happened) or NOT_STORABLE.
     */
    public CompletableFuture<R> submit(T row) {
        var outcome = new CompletableFuture<R>();
        if (closed || !waiting.offer(new Waiting<>(row, outcome))) {
            outcome.completeExceptionally(
                    new KycException(ErrorCode.OVERLOADED, "the queue of " + name + " is full"));
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

    /** Ends the threads; what still waits fails as overloaded. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (var left = waiting.poll(); left != null; left = waiting.poll()) {
            refuse(left);
        }
    }

    private void run() {
        var held = new ArrayList<Waiting<T, R>>();
        while (!closed) {
            try {
                var group = gather(held);
                execute(List.copyOf(group.values()));
            } catch (InterruptedException _) {
                // Closing.
            }
        }
        held.forEach(GroupExecutor::refuse);
    }

    private static void refuse(Waiting<?, ?> row) {
        row.outcome()
                .completeExceptionally(
                        new KycException(ErrorCode.OVERLOADED, "the service is stopping"));
    }

    /**
     * Waits for a first row, then takes what is there. A key met twice is held for the next group.
     *
     * @param held in: what the last call held back; out: what this one does
     */
    private Map<Comparable<?>, Waiting<T, R>> gather(List<Waiting<T, R>> held)
            throws InterruptedException {
        var candidates = new ArrayList<>(held);
        held.clear();
        if (candidates.isEmpty()) {
            candidates.add(waiting.take());
        }
        waiting.drainTo(candidates, Math.max(0, mostRows - candidates.size()));
        var group = new LinkedHashMap<Comparable<?>, Waiting<T, R>>();
        for (var candidate : candidates) {
            if (group.putIfAbsent(key.apply(candidate.row()), candidate) != null) {
                held.add(candidate);
            }
        }
        return group;
    }

    private void execute(List<Waiting<T, R>> unsorted) {
        var group = unsorted.stream().sorted(byKey()).toList();
        try {
            complete(group, inTransaction(group.stream().map(Waiting::row).toList()));
        } catch (SQLException e) {
            failed(group, SqlFailures.translated(e));
        } catch (KycException e) {
            failed(group, e);
        } catch (RuntimeException e) {
            failed(group, new KycException(ErrorCode.INTERNAL, "the statement of " + name, e));
        }
    }

    private void failed(List<Waiting<T, R>> group, KycException failure) {
        if (failure.isWorthRepeating() || group.size() == 1) {
            group.forEach(row -> row.outcome().completeExceptionally(failure));
            return;
        }
        LOG.warnf(
                failure,
                "A group failed, repeating its %d rows singly: group=%s",
                group.size(),
                name);
        group.forEach(row -> execute(List.of(row)));
    }

    private List<R> inTransaction(List<T> rows) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var outcomes = statement.execute(connection, rows);
                connection.commit();
                return outcomes;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                restore(connection);
            }
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
        return (one, other) ->
                ((Comparable) key.apply(one.row())).compareTo(key.apply(other.row()));
    }

    private static void rollback(Connection connection, Exception cause) {
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
