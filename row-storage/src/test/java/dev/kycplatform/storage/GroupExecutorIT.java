package dev.kycplatform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupExecutorIT {
    private static final Line FIRST = new Line("0", 1);

    private final TestDatabase database = new TestDatabase();

    /** What each statement was given, in order. */
    private final List<List<Line>> statements = new CopyOnWriteArrayList<>();

    /** Every statement waits until it is open. */
    private final CountDownLatch gate = new CountDownLatch(1);

    private volatile GroupStatement<Line, Outcome> statement = this::insert;
    private GroupExecutor<Line, Outcome> executor =
            executor(new GroupExecutor.Limits(200, 600, 1, Duration.ZERO));

    private record Line(String key, int amount) {}

    private enum Outcome {
        INSERTED,
        EXISTED
    }

    GroupExecutorIT() throws SQLException {}

    @BeforeEach
    void makeTable() throws SQLException {
        database.run("CREATE TABLE line (key text PRIMARY KEY, amount int CHECK (amount > 0))");
    }

    @AfterEach
    void close() {
        gate.countDown();
        executor.close();
    }

    @Test
    void manyConcurrentRowsBecomeFewStatements() throws Exception {
        executor.submit(FIRST);
        await().until(() -> statements.size() == 1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes =
                    lines(400).stream()
                            .map(line -> callers.submit(() -> executor.submitAndAwait(line)))
                            .toList();
            await().until(() -> executor.backlog() == 400);

            gate.countDown();

            for (var outcome : outcomes) {
                assertThat(outcome.get(10, TimeUnit.SECONDS)).isEqualTo(Outcome.INSERTED);
            }
        }
        assertThat(statements).extracting(List::size).containsExactly(1, 200, 200);
        assertThat(database.texts("SELECT count(*) FROM line")).containsExactly("401");
    }

    @Test
    void aGroupIsSortedByKey() {
        gathered(List.of(new Line("c", 1), new Line("a", 1), new Line("b", 1)))
                .forEach(CompletableFuture::join);

        assertThat(statements.get(1)).extracting(Line::key).containsExactly("a", "b", "c");
    }

    @Test
    void aKeyMetTwiceInAGroupMeetsItsRowInTheNext() throws SQLException {
        var outcomes = gathered(List.of(new Line("a", 1), new Line("a", 2), new Line("b", 1)));

        assertThat(outcomes)
                .extracting(CompletableFuture::join)
                .containsExactly(Outcome.INSERTED, Outcome.EXISTED, Outcome.INSERTED);
        assertThat(statements).extracting(List::size).containsExactly(1, 2, 1);
        assertThat(database.texts("SELECT amount FROM line WHERE key = 'a'")).containsExactly("1");
    }

    @Test
    void aFloodOfOneKeyDelaysNobodyElse() {
        var rows = new ArrayList<Line>();
        for (int i = 0; i < 500; i++) {
            rows.add(new Line("hot", 1));
        }
        rows.addAll(lines(50));

        var outcomes = gathered(rows);

        assertThat(outcomes.subList(500, 550))
                .extracting(CompletableFuture::join)
                .containsOnly(Outcome.INSERTED);
        // The first statement held the gate; then the flood takes one row of each group, whatever
        // waits.
        assertThat(statements.subList(0, 4).stream().flatMap(List::stream).toList())
                .containsAll(lines(50));
        outcomes.forEach(CompletableFuture::join);
    }

    @Test
    void onlyTheGuiltyRowFails() throws SQLException {
        var outcomes = gathered(List.of(new Line("a", 1), new Line("b", -1), new Line("c", 1)));

        assertThat(outcomes.get(0).join()).isEqualTo(Outcome.INSERTED);
        assertThat(codeOf(outcomes.get(1))).isEqualTo(ErrorCode.NOT_STORABLE);
        assertThat(outcomes.get(2).join()).isEqualTo(Outcome.INSERTED);
        assertThat(database.texts("SELECT key FROM line ORDER BY key"))
                .containsExactly("0", "a", "c");
    }

    @Test
    void anOutageFailsAllOfAGroupAndRepeatsNone() {
        statement =
                (connection, lines) -> {
                    if (lines.contains(FIRST)) {
                        return insert(connection, lines);
                    }
                    try (var suicide = connection.createStatement()) {
                        suicide.execute("SELECT pg_terminate_backend(pg_backend_pid())");
                    }
                    throw new AssertionError("the server has ended this connection");
                };

        var outcomes = gathered(lines(20));

        assertThat(outcomes)
                .extracting(GroupExecutorIT::codeOf)
                .containsOnly(ErrorCode.DATABASE_UNAVAILABLE);
        assertThat(statements).extracting(List::size).containsExactly(1, 20);
    }

    @Test
    void anOutageDuringSingleRepetitionsFailsTheRestAtOnce() {
        statement =
                (connection, lines) -> {
                    if (lines.contains(FIRST)) {
                        return insert(connection, lines);
                    }
                    throw new SQLException("from a fake", lines.size() > 1 ? "23514" : "08006");
                };

        var outcomes = gathered(lines(20));

        assertThat(outcomes)
                .extracting(GroupExecutorIT::codeOf)
                .containsOnly(ErrorCode.DATABASE_UNAVAILABLE);
        assertThat(statements).extracting(List::size).containsExactly(1, 20, 1);
    }

    @Test
    void goesOnAfterAnErrorAndCommitsNothingOfIt() throws SQLException {
        statement =
                (connection, lines) -> {
                    var outcomes = insert(connection, lines);
                    if (!lines.contains(FIRST)) {
                        throw new LinkageError("planted");
                    }
                    return outcomes;
                };
        var failed = gathered(List.of(new Line("a", 1)));
        assertThat(codeOf(failed.getFirst())).isEqualTo(ErrorCode.INTERNAL);
        statement = this::insert;

        assertThat(executor.submit(new Line("b", 1)).join()).isEqualTo(Outcome.INSERTED);
        assertThat(database.texts("SELECT key FROM line ORDER BY key")).containsExactly("0", "b");
    }

    @Test
    void whatNeedsNoTransactionStaysWhateverComesAfterIt() throws SQLException {
        GroupStatement<Line, Outcome> failing =
                (connection, lines) -> {
                    insert(connection, lines);
                    throw new LinkageError("planted");
                };
        try (var each =
                new GroupExecutor<>(
                        "each",
                        database.source(),
                        GroupExecutor.Limits.DEFAULT,
                        Line::key,
                        GroupStatement.reading(failing))) {
            assertThat(codeOf(each.submit(new Line("a", 1)))).isEqualTo(ErrorCode.INTERNAL);
        }

        assertThat(database.texts("SELECT key FROM line")).containsExactly("a");
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        executor.close();
        executor = executor(new GroupExecutor.Limits(200, 3, 1, Duration.ZERO));
        executor.submit(FIRST);
        await().until(() -> statements.size() == 1);
        lines(3).forEach(executor::submit);

        var refused = executor.submit(new Line("too many", 1));

        assertThat(refused).isCompletedExceptionally();
        assertThat(codeOf(refused)).isEqualTo(ErrorCode.OVERLOADED);
    }

    @Test
    void aCallerGetsTheFailureItself() {
        gate.countDown();

        assertThatThrownBy(() -> executor.submitAndAwait(new Line("a", -1)))
                .isInstanceOfSatisfying(
                        KycException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NOT_STORABLE));
    }

    @Test
    void closingEndsTheGroupAtTheDatabaseAndRefusesTheOthers() throws SQLException {
        var atTheDatabase = executor.submit(FIRST);
        await().until(() -> statements.size() == 1);
        var waiting = lines(3).stream().map(executor::submit).toList();
        var closing = CompletableFuture.runAsync(executor::close);
        assertThat(waiting).extracting(GroupExecutorIT::codeOf).containsOnly(ErrorCode.OVERLOADED);

        gate.countDown();

        assertThat(atTheDatabase.join()).isEqualTo(Outcome.INSERTED);
        assertThat(closing).succeedsWithin(Duration.ofSeconds(5));
        assertThat(codeOf(executor.submit(new Line("late", 1)))).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(database.texts("SELECT key FROM line")).containsExactly("0");
    }

    @Test
    void closingWhileManySubmitLeavesNobodyWaiting() throws Exception {
        gate.countDown();
        var outcomes = new CopyOnWriteArrayList<CompletableFuture<Outcome>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            lines(500).forEach(line -> callers.submit(() -> outcomes.add(executor.submit(line))));

            executor.close();
        }

        assertThat(outcomes).hasSize(500);
        assertThat(CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new)))
                .as("all ended, however")
                .satisfies(
                        all ->
                                assertThat(all.handle((_, _) -> true))
                                        .succeedsWithin(Duration.ofSeconds(10)));
    }

    private GroupExecutor<Line, Outcome> executor(GroupExecutor.Limits limits) {
        return new GroupExecutor<>(
                "test", database.source(), limits, Line::key, this::gatedStatement);
    }

    private List<Outcome> gatedStatement(Connection connection, List<Line> lines)
            throws SQLException {
        statements.add(lines);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new SQLException("interrupted", e);
        }
        return statement.execute(connection, lines);
    }

    private List<Outcome> insert(Connection connection, List<Line> lines) throws SQLException {
        var inserted = new HashSet<String>();
        try (var insert =
                connection.prepareStatement(
                        """
                        INSERT INTO line (key, amount) SELECT * FROM unnest(?, ?)
                        ON CONFLICT DO NOTHING RETURNING key\
                        """)) {
            new ArrayParameters<>(insert, lines).add("text", Line::key).add("int4", Line::amount);
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    inserted.add(rows.getString(1));
                }
            }
        }
        return lines.stream()
                .map(line -> inserted.contains(line.key()) ? Outcome.INSERTED : Outcome.EXISTED)
                .toList();
    }

    /** Submits all while {@link #FIRST} is at the database, so that they gather; then lets go. */
    private List<CompletableFuture<Outcome>> gathered(List<Line> lines) {
        executor.submit(FIRST);
        await().until(() -> statements.size() == 1);
        var outcomes = lines.stream().map(executor::submit).toList();
        gate.countDown();
        return outcomes;
    }

    private static List<Line> lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Line("line-" + i, 1)).toList();
    }

    private static ErrorCode codeOf(CompletableFuture<Outcome> outcome) {
        try {
            throw new AssertionError(
                    "it came to " + outcome.orTimeout(10, TimeUnit.SECONDS).join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof KycException failure) {
                return failure.code();
            }
            throw e;
        }
    }
}
