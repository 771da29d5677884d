package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.dispatcher.delivery.SealedContent;
import dev.kycplatform.dispatcher.delivery.StoredResult;
import dev.kycplatform.dispatcher.delivery.StoredResults;
import dev.kycplatform.storage.DayPartitions;
import dev.kycplatform.storage.GroupExecutor;
import dev.kycplatform.storage.GroupExecutor.Limits;
import dev.kycplatform.storage.GroupStatement;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Results through the worker's view, many in one statement. Large bodies are read a few at a time: they
 * gain nothing from company, and a group of them would not fit into memory.
 */
@Singleton
class PostgresResults implements StoredResults {
    /** A hundred of these are a few megabytes. */
    private static final int LARGE = 64 * 1024;

    /** As many of these as there are consumers are a few megabytes, before anything bounds them. */
    private static final int SMALL = 16 * 1024;

    private static final String WANTED =
            """
            FROM unnest(?::timestamptz[], ?::text[], ?::text[])
                 AS wanted (accepted_at, partner_id, job_id)
            JOIN worker.result_v1 r USING (accepted_at, partner_id, job_id)
            WHERE r.accepted_at >= ?\
            """;

    static final String FIND =
            """
            SELECT accepted_at, partner_id, job_id, size, trace_parent,
                   CASE WHEN callback_owed THEN callback END AS callback,
                   CASE WHEN callback_owed AND size <= %d THEN body END AS body
            """
                            .formatted(SMALL)
                    + WANTED;

    static final String CONTENT =
            "SELECT accepted_at, partner_id, job_id, callback, body " + WANTED;

    private final GroupExecutor<ResultReference, Optional<StoredResult>> finding;
    private final GroupExecutor<ResultReference, Optional<SealedContent>> readingSmall;
    private final GroupExecutor<ResultReference, Optional<SealedContent>> readingLarge;

    /** One row as something of ours. */
    private interface Reader<R> {
        R read(ResultReference reference, ResultSet row) throws SQLException;
    }

    PostgresResults(DataSource database) {
        this.finding =
                group("results", database, Limits.UNHURRIED, FIND, PostgresResults::storedResult);
        this.readingSmall =
                group(
                        "small bodies",
                        database,
                        new Limits(100, 20_000, 2, Limits.UNHURRIED.gathering()),
                        CONTENT,
                        PostgresResults::content);
        this.readingLarge =
                group(
                        "large bodies",
                        database,
                        new Limits(2, 20_000, 4, Duration.ZERO),
                        CONTENT,
                        PostgresResults::content);
    }

    private static <R> GroupExecutor<ResultReference, Optional<R>> group(
            String name, DataSource database, Limits limits, String sql, Reader<R> reader) {
        return new GroupExecutor<ResultReference, Optional<R>>(
                name,
                database,
                limits,
                ResultReference::toString,
                GroupStatement.reading(
                        (connection, references) -> select(connection, references, sql, reader)));
    }

    @PreDestroy
    void close() {
        finding.close();
        readingSmall.close();
        readingLarge.close();
    }

    @Override
    public Optional<StoredResult> find(ResultReference reference) {
        return finding.submitAndAwait(reference);
    }

    @Override
    public Optional<SealedContent> content(ResultReference reference, int size) {
        var reading = size > LARGE ? readingLarge : readingSmall;
        return reading.submitAndAwait(reference);
    }

    private static <R> List<Optional<R>> select(
            Connection connection, List<ResultReference> references, String sql, Reader<R> reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            bind(connection, statement, references);
            var found = new HashMap<ResultReference, R>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var reference = reference(rows);
                    found.put(reference, reader.read(reference, rows));
                }
            }
            return inOrder(references, found);
        }
    }

    private static void bind(
            Connection connection, PreparedStatement statement, List<ResultReference> references)
            throws SQLException {
        new SqlArrays<>(connection, statement, references, 0)
                .times(ResultReference::acceptedAt)
                .text(reference -> reference.key().partnerId().value())
                .text(reference -> reference.key().jobId().value());
        statement.setObject(4, DayPartitions.startOf(references, ResultReference::acceptedAt));
    }

    private static <R> List<Optional<R>> inOrder(
            List<ResultReference> references, Map<ResultReference, R> found) {
        return references.stream()
                .map(reference -> Optional.ofNullable(found.get(reference)))
                .toList();
    }

    private static ResultReference reference(ResultSet row) throws SQLException {
        return new ResultReference(
                row.getObject("accepted_at", OffsetDateTime.class).toInstant(),
                JobKey.of(row.getString("partner_id"), row.getString("job_id")));
    }

    private static StoredResult storedResult(ResultReference reference, ResultSet row)
            throws SQLException {
        return new StoredResult(
                reference,
                Optional.ofNullable(row.getBytes("callback")),
                row.getInt("size"),
                Optional.ofNullable(row.getString("trace_parent")),
                Optional.ofNullable(row.getBytes("body")));
    }

    private static SealedContent content(ResultReference reference, ResultSet row)
            throws SQLException {
        return new SealedContent(row.getBytes("callback"), row.getBytes("body"));
    }
}
