package dev.kycplatform.worker.parking.persistence;

import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.storage.SqlFailures;
import dev.kycplatform.worker.lookup.Outcome;
import dev.kycplatform.worker.parking.Claim;
import dev.kycplatform.worker.parking.NewlyParked;
import dev.kycplatform.worker.parking.ParkedJob;
import dev.kycplatform.worker.parking.ParkedJobs;
import dev.kycplatform.worker.parking.Queue;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** {@code worker.parked_job}: claimed in batches, everything else written in groups. */
@ApplicationScoped
class JdbcParkedJobs implements ParkedJobs {
    private final DataSource database;
    private final DayPartitions attempts;
    private final GroupExecutor<NewlyParked, Boolean> additions;
    private final GroupExecutor<LeaseWrite, Boolean> returns;
    private final GroupExecutor<ParkedJob, Boolean> removals;

    JdbcParkedJobs(DataSource database) {
        var limits = GroupExecutor.Limits.UNHURRIED;
        this.database = database;
        this.attempts = new DayPartitions(database, "worker", "attempt");
        this.additions =
                new GroupExecutor<>(
                        "parked-additions", database, limits, row -> row.job().key(), this::add);
        this.returns =
                new GroupExecutor<>(
                        "parked-returns", database, limits, row -> row.job().key(), this::putBack);
        this.removals =
                new GroupExecutor<>(
                        "parked-removals",
                        database,
                        limits,
                        ParkedJob::key,
                        ParkedJobStatements::remove);
    }

    @PreDestroy
    void close() {
        additions.close();
        returns.close();
        removals.close();
    }

    @Override
    public void add(NewlyParked parked) {
        additions.submitAndAwait(parked);
    }

    private List<Boolean> add(Connection connection, List<NewlyParked> rows) throws SQLException {
        attempts.ensure(rows.stream().map(row -> row.job().acceptedAt()).toList());
        return ParkedJobStatements.add(connection, rows);
    }

    /** What was parked before attempts were recorded has no partition for them yet. */
    private List<Boolean> putBack(Connection connection, List<LeaseWrite> rows)
            throws SQLException {
        attempts.ensure(rows.stream().map(row -> row.job().acceptedAt()).toList());
        return ParkedJobStatements.putBack(connection, rows);
    }

    @Override
    public boolean wake() {
        return inTransaction(ParkedJobStatements::wake) >= ParkedJobStatements.MOST_WOKEN;
    }

    @Override
    public List<Queue> queues(int most) {
        return inTransaction(connection -> ParkedJobStatements.queues(connection, most));
    }

    @Override
    public List<ParkedJob> claim(List<Claim> claims, Duration lease) {
        var token = UUID.randomUUID();
        return inTransaction(
                connection -> ParkedJobStatements.claim(connection, claims, token, lease));
    }

    @Override
    public void putBack(ParkedJob job, Outcome.Postponed postponed, Duration delay) {
        returns.submitAndAwait(LeaseWrite.putBack(job, postponed, delay));
    }

    @Override
    public void release(ParkedJob job) {
        returns.submitAndAwait(LeaseWrite.release(job));
    }

    @Override
    public void remove(ParkedJob job) {
        removals.submitAndAwait(job);
    }

    @Override
    public long count() {
        return inTransaction(ParkedJobStatements::count);
    }

    private interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    private <R> R inTransaction(Work<R> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
