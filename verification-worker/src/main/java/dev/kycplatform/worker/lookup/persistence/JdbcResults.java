package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.worker.lookup.JobResult;
import dev.kycplatform.worker.lookup.Results;
import dev.kycplatform.worker.lookup.Standing;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** {@code worker.result}, read and written in groups. */
@ApplicationScoped
class JdbcResults implements Results {
    /** A body may hold a photo twice and reach megabytes; so many of them still fit in memory. */
    private static final GroupExecutor.Limits OF_BODIES = new GroupExecutor.Limits(16, 4_000, 2);

    private final ResultSealer sealer;
    private final GroupExecutor<ResultReference, Standing> standings;
    private final GroupExecutor<ResultRow, Recorded> results;

    JdbcResults(ResultSealer sealer, DataSource database) {
        var standing = new StandingStatement();
        this.sealer = sealer;
        this.standings =
                new GroupExecutor<>(
                        "standings",
                        database,
                        GroupExecutor.Limits.DEFAULT,
                        ResultReference::key,
                        standing);
        this.results =
                new GroupExecutor<>(
                        "results",
                        database,
                        OF_BODIES,
                        row -> row.result().reference().key(),
                        new StoreStatement(
                                new DayPartitions(database, "worker", "result"), standing));
    }

    @PreDestroy
    void close() {
        standings.close();
        results.close();
    }

    @Override
    public Standing standing(ResultReference reference) {
        return standings.submitAndAwait(reference);
    }

    @Override
    public Recorded store(JobResult result) {
        return results.submitAndAwait(sealer.seal(result));
    }
}
