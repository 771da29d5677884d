package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.storage.ArrayParameters;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupStatement;
import dev.kycplatform.worker.lookup.Results.Recorded;
import dev.kycplatform.worker.lookup.Standing;
import dev.kycplatform.worker.lookup.StoredResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Stores many results at once, each unless its job has one, and reads back what was there already. */
final class StoreStatement implements GroupStatement<ResultRow, Recorded> {
    private static final String INSERT =
            """
            INSERT INTO worker.result (
                accepted_at, partner_id, job_id, smile_job_id, lane, country, id_type, authority,
                result_code, asked_at, answered_at, attempts, user_hash, id_number_hash, callback, consent,
                body, size, sha256, trace_parent, parked_at, parked_cause)
            SELECT * FROM unnest(
                ?::timestamptz[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::bytea[],
                ?::bytea[], ?::bytea[], ?::bytea[], ?::bytea[], ?::int[], ?::bytea[], ?::text[],
                ?::timestamptz[], ?::text[])
            ON CONFLICT DO NOTHING
            RETURNING accepted_at, partner_id, job_id\
            """;

    private final DayPartitions partitions;
    private final StandingStatement standings;

    StoreStatement(DayPartitions partitions, StandingStatement standings) {
        this.partitions = partitions;
        this.standings = standings;
    }

    /** A result that is there is read, whoever has stored it. */
    @Override
    public boolean isOneTransaction() {
        return false;
    }

    @Override
    public List<Recorded> execute(Connection connection, List<ResultRow> rows) throws SQLException {
        partitions.ensure(rows.stream().map(row -> reference(row).acceptedAt()).toList());
        var inserted = insert(connection, rows);
        var conflicted =
                rows.stream()
                        .map(StoreStatement::reference)
                        .filter(reference -> !inserted.contains(reference))
                        .toList();
        var known = conflicted.isEmpty() ? Map.of() : stored(connection, conflicted);
        var recorded = new ArrayList<Recorded>(rows.size());
        for (var row : rows) {
            recorded.add(
                    known.get(reference(row)) instanceof StoredResult first
                            ? new Recorded(first, false)
                            : new Recorded(row.result(), true));
        }
        return recorded;
    }

    private static ResultReference reference(ResultRow row) {
        return row.result().reference();
    }

    /** A second statement: the first one cannot see a row that was committed while it ran. */
    private Map<ResultReference, StoredResult> stored(
            Connection connection, List<ResultReference> conflicted) throws SQLException {
        var known = new HashMap<ResultReference, StoredResult>();
        for (var standing : standings.execute(connection, conflicted)) {
            if (!(standing instanceof Standing.Answered(var result))) {
                throw new IllegalStateException("a result that was in the way is not there");
            }
            known.put(result.reference(), result);
        }
        return known;
    }

    private static Set<ResultReference> insert(Connection connection, List<ResultRow> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            new ArrayParameters<>(statement, rows)
                    .add("timestamptz", row -> reference(row).acceptedAt())
                    .add("text", row -> reference(row).key().partnerId())
                    .add("text", row -> reference(row).key().jobId())
                    .add("int8", row -> row.result().smileJobId().number())
                    .add("text", row -> row.lane().name().toLowerCase(Locale.ROOT))
                    .add("text", row -> row.result().country())
                    .add("text", row -> row.result().idType())
                    .add("text", row -> row.result().authority())
                    .add("text", row -> row.result().code().wire())
                    .add("timestamptz", row -> row.result().askedAt().orElse(null))
                    .add("timestamptz", row -> row.result().answeredAt())
                    .add("int4", row -> row.result().attempts())
                    .addBytes(ResultRow::userHash)
                    .addBytes(ResultRow::idNumberHash)
                    .addBytes(ResultRow::callback)
                    .addBytes(ResultRow::consent)
                    .addBytes(ResultRow::body)
                    .add("int4", row -> row.result().size())
                    .addBytes(row -> row.result().sha256())
                    .add("text", row -> row.result().traceParent().orElse(null))
                    .add("timestamptz", row -> row.parked() == null ? null : row.parked().since())
                    .add("text", row -> row.parked() == null ? null : row.parked().cause());
            var inserted = new HashSet<ResultReference>();
            try (var keys = statement.executeQuery()) {
                while (keys.next()) {
                    inserted.add(ResultColumns.reference(keys));
                }
            }
            return inserted;
        }
    }
}
