package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.storage.ArrayParameters;
import dev.kycplatform.storage.GroupStatement;
import dev.kycplatform.worker.lookup.Standing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of many jobs at once whether they are answered or parked. One statement, so one snapshot: a
 * result is stored before the parked row goes, and one of the two is always seen.
 */
final class StandingStatement implements GroupStatement<ResultReference, Standing> {
    /**
     * LIMIT keeps each look-up a look-up: by key, the result's in the one partition of its day. An EXISTS would read
     * all that is parked at once, and a plan made while nothing was would go on doing so.
     */
    private static final String SQL =
            """
            SELECT wanted.place,
                   p.is_parked IS NOT NULL AS is_parked,
            %s
            FROM unnest(?::timestamptz[], ?::text[], ?::text[])
                 WITH ORDINALITY AS wanted(accepted_at, partner_id, job_id, place)
            LEFT JOIN LATERAL (
                SELECT * FROM worker.result
                WHERE accepted_at = wanted.accepted_at
                  AND partner_id = wanted.partner_id
                  AND job_id = wanted.job_id
                LIMIT 1) r ON true
            LEFT JOIN LATERAL (
                SELECT true AS is_parked FROM worker.parked_job
                WHERE partner_id = wanted.partner_id AND job_id = wanted.job_id
                LIMIT 1) p ON true
            ORDER BY wanted.place\
            """
                    .formatted(ResultColumns.STORED);

    /** One statement, which only reads. */
    @Override
    public boolean isOneTransaction() {
        return false;
    }

    @Override
    public List<Standing> execute(Connection connection, List<ResultReference> wanted)
            throws SQLException {
        try (var statement = connection.prepareStatement(SQL)) {
            new ArrayParameters<>(statement, wanted)
                    .add("timestamptz", ResultReference::acceptedAt)
                    .add("text", one -> one.key().partnerId())
                    .add("text", one -> one.key().jobId());
            var standings = new ArrayList<Standing>(wanted.size());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    standings.add(standing(rows));
                }
            }
            return standings;
        }
    }

    private static Standing standing(ResultSet row) throws SQLException {
        if (row.getString("result_code") != null) {
            return new Standing.Answered(ResultColumns.read(row));
        }
        return row.getBoolean("is_parked") ? new Standing.Parked() : new Standing.Open();
    }
}
