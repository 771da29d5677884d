package dev.kycplatform.bare.persistence;

import dev.kycplatform.storage.ArrayParameters;
import dev.kycplatform.storage.GroupExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.sql.DataSource;

/** Rows of the size of a claim into the table of claims, in the same groups; intake must have made the table. */
@ApplicationScoped
public class BareClaims {
    private static final byte[] HASH = new byte[37];

    private static final String CLAIM =
            """
            INSERT INTO intake.claim (partner_id, job_id, lane, content_hash, user_hash, accepted_at)
            SELECT 'bare', job_id, 'ASYNC', content_hash, user_hash, accepted_at
            FROM unnest(?::text[], ?::bytea[], ?::bytea[], ?::timestamptz[])
                AS claims (job_id, content_hash, user_hash, accepted_at)
            ON CONFLICT DO NOTHING""";

    private final Clock clock;
    private final GroupExecutor<String, Boolean> groups;

    BareClaims(DataSource database, Clock clock) {
        this.clock = clock;
        this.groups =
                new GroupExecutor<>(
                        "bare-claims",
                        database,
                        GroupExecutor.Limits.DEFAULT,
                        Function.identity(),
                        this::claimAll);
    }

    @PreDestroy
    void close() {
        groups.close();
    }

    /** Completes once the row's group has committed. */
    public CompletableFuture<Boolean> claim(String jobId) {
        return groups.submit(jobId);
    }

    private List<Boolean> claimAll(Connection connection, List<String> jobs) throws SQLException {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        try (var statement = connection.prepareStatement(CLAIM)) {
            new ArrayParameters<>(statement, jobs)
                    .add("text", job -> job)
                    .addBytes(_ -> HASH)
                    .addBytes(_ -> HASH)
                    .add("timestamptz", _ -> now);
            if (statement.executeUpdate() != jobs.size()) {
                throw new IllegalStateException("a bare job was claimed before");
            }
        }
        return jobs.stream().map(_ -> true).toList();
    }
}
