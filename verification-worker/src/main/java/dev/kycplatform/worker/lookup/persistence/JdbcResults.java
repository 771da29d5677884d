package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.storage.GroupExecutor.Limits;
import dev.kycplatform.worker.lookup.JobResult;
import dev.kycplatform.worker.lookup.ReceivedJob;
import dev.kycplatform.worker.lookup.Results;
import dev.kycplatform.worker.lookup.Standing;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import javax.sql.DataSource;

/** {@code worker.result}, read and written in groups, those of each lane apart. */
@ApplicationScoped
class JdbcResults implements Results {
    /** Some of these have a photo, few reach a megabyte, and the room for answers bounds what all have together. */
    private static final int MOST_BODIES = 50;

    private static final int MOST_BODIES_WAITING = 4_000;

    /** Few have somebody who waits, and he waits for each of these. */
    private static final Limits AWAITED = new Limits(200, 20_000, 1, Duration.ofMillis(2));

    private final ResultSealer sealer;
    private final Groups async;
    private final Groups sync;

    JdbcResults(ResultSealer sealer, DataSource database) {
        var partitions = new DayPartitions(database, "worker", "result");
        this.sealer = sealer;
        this.async = Groups.start(database, partitions, "", Limits.UNHURRIED);
        this.sync = Groups.start(database, partitions, "-sync", AWAITED);
    }

    private record Groups(
            GroupExecutor<ResultReference, Standing> standings,
            GroupExecutor<ResultRow, Recorded> results) {
        static Groups start(
                DataSource database, DayPartitions partitions, String lane, Limits limits) {
            var standing = new StandingStatement();
            return new Groups(
                    new GroupExecutor<>(
                            "standings" + lane, database, limits, ResultReference::key, standing),
                    new GroupExecutor<>(
                            "results" + lane,
                            database,
                            new Limits(
                                    MOST_BODIES,
                                    MOST_BODIES_WAITING,
                                    limits.parallel(),
                                    limits.gathering()),
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
