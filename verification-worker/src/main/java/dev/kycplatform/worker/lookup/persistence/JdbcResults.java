package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.worker.lookup.JobResult;
import dev.kycplatform.worker.lookup.ReceivedJob;
import dev.kycplatform.worker.lookup.Results;
import dev.kycplatform.worker.lookup.Standing;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;

/** {@code worker.result}, read and written in groups, those of each lane apart. */
@ApplicationScoped
class JdbcResults implements Results {
    /** Some of these have a photo, few reach a megabyte, and the room for answers bounds what all have together. */
    private static final int MOST_BODIES = 50;

    private static final int MOST_BODIES_WAITING = 4_000;

    private final ResultSealer sealer;
    private final Groups async;
    private final Groups sync;

    JdbcResults(ResultSealer sealer, DataSource database) {
        var partitions = new DayPartitions(database, "worker", "result");
        this.sealer = sealer;
        this.async = Groups.start(database, partitions, "", 2);
        this.sync = Groups.start(database, partitions, "-sync", 1);
    }

    private record Groups(
            GroupExecutor<ResultReference, Standing> standings,
            GroupExecutor<ResultRow, Recorded> results) {
        static Groups start(
                DataSource database, DayPartitions partitions, String lane, int parallel) {
            var standing = new StandingStatement();
            var limits = GroupExecutor.Limits.DEFAULT;
            return new Groups(
                    new GroupExecutor<>(
                            "standings" + lane,
                            database,
                            new GroupExecutor.Limits(
                                    limits.mostRows(), limits.mostWaiting(), parallel),
                            ResultReference::key,
                            standing),
                    new GroupExecutor<>(
                            "results" + lane,
                            database,
                            new GroupExecutor.Limits(MOST_BODIES, MOST_BODIES_WAITING, parallel),
                            row -> row.result().reference().key(),
                            new StoreStatement(partitions, standing)));
        }

        void close() {
            standings.close();
            results.close();
        }
    }

    private Groups groups(ReceivedJob job) {
        return switch (job.event().lane()) {
            case ASYNC -> async;
            case SYNC -> sync;
        };
    }

    @PreDestroy
    void close() {
        async.close();
        sync.close();
    }

    @Override
    public Standing standing(ReceivedJob job) {
        return groups(job).standings().submitAndAwait(job.reference());
    }

    @Override
    public Recorded store(JobResult result) {
        return groups(result.job().received()).results().submitAndAwait(sealer.seal(result));
    }
}
