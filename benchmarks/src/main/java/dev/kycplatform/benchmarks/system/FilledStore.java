package dev.kycplatform.benchmarks.system;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Jobs of long ago in the services' own tables, with their results, written set by set. */
public final class FilledStore {
    private static final int DAYS = 60;
    private static final int LOT = 100_000;

    private static final String CLAIMS =
            """
            INSERT INTO intake.claim (partner_id, job_id, lane, content_hash, user_hash, accepted_at)
            SELECT (%1$s)[1 + n %% %2$d], 'stored-' || n, 'ASYNC', sha256(('content' || n)::bytea),
                   sha256(('user' || n)::bytea), %3$s
            FROM generate_series(%4$d, %5$d) n""";

    private static final String RESULTS =
            """
            INSERT INTO worker.result
                (accepted_at, partner_id, job_id, smile_job_id, lane, country, id_type, authority, result_code, asked_at,
                 answered_at, attempts, user_hash, id_number_hash, body, size, sha256, recorded_at)
            SELECT %3$s, (%1$s)[1 + n %% %2$d], 'stored-' || n, n, 'async', 'NG', 'BVN', 'ng-nibss', '1012', %3$s, %3$s, 1,
                   sha256(('user' || n)::bytea), sha256(('number' || n)::bytea), decode(repeat(md5(n::text), 64), 'hex'), 1024,
                   sha256(('body' || n)::bytea), %3$s
            FROM generate_series(%4$d, %5$d) n""";

    private static final String SIZE =
            """
            SELECT pg_size_pretty(sum(pg_total_relation_size(relid))) FROM pg_partition_tree('%s') WHERE isleaf""";

    private final MeasuredSystem system;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private int stored;

    public FilledStore(MeasuredSystem system) {
        this.system = system;
    }

    /** Leaves the tables as they are some time after: nothing is left to be cleared or counted. */
    public void fillTo(int many, Consumer<String> progress) {
        // Today's may be the worker's own already.
        KeptDays.make(system, "worker.result", today.plusDays(1), DAYS + 1);
        try (var database = DriverManager.getConnection(system.stack().adminJdbcUrl());
                var statement = database.createStatement()) {
            // What is lost in a crash is filled in again.
            statement.execute("SET synchronous_commit = off");
            while (stored < many) {
                var last = Math.min(many, stored + LOT) - 1;
                statement.execute(formatted(CLAIMS, last));
                statement.execute(formatted(RESULTS, last));
                stored = last + 1;
                progress.accept("%,d stored".formatted(stored));
            }
            statement.execute("VACUUM (ANALYZE) intake.claim");
            statement.execute("VACUUM (ANALYZE) worker.result");
            statement.execute("CHECKPOINT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of claims and of results, with their indexes. */
    public String sizes() {
        return "claims %s, results %s"
                .formatted(
                        system.text(SIZE.formatted("intake.claim")),
                        system.text(SIZE.formatted("worker.result")));
    }

    private String formatted(String insert, int last) {
        var partners =
                system.partners().stream()
                        .map(partner -> "'" + partner.partnerId() + "'")
                        .collect(Collectors.joining(", ", "ARRAY[", "]"));
        var acceptedAt =
                "timestamptz '%s 00:00Z' - (1 + n %% %d) * interval '1 day' + (n %% 86400) * interval '1 second' + n * interval '1 microsecond'"
                        .formatted(today, DAYS);
        return insert.formatted(partners, system.partners().size(), acceptedAt, stored, last);
    }
}
