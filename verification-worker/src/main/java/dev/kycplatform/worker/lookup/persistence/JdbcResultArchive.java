package dev.kycplatform.worker.lookup.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.storage.SqlFailures;
import dev.kycplatform.worker.lookup.ResultArchive;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** {@code worker.result}: one by its key, in the partition of its day; many by the index of when they were recorded. */
@ApplicationScoped
class JdbcResultArchive implements ResultArchive {
    private static final String ONE =
            "SELECT "
                    + ResultColumns.STORED
                    + ", r.body FROM worker.result r"
                    + " WHERE accepted_at = ? AND partner_id = ? AND job_id = ?";

    /** The first comparison is for the index: a row is compared by its first column there. */
    private static final String SEVERAL =
            "SELECT "
                    + ResultColumns.STORED
                    + """
                    , r.recorded_at FROM worker.result r
                    WHERE recorded_at >= ? AND (?::text IS NULL OR partner_id = ?)
                      AND (recorded_at, accepted_at, partner_id, job_id) > (?, ?, ?, ?)
                    ORDER BY recorded_at, accepted_at, partner_id, job_id LIMIT ?""";

    private static final OffsetDateTime BEFORE_ALL = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    private final DataSource database;

    JdbcResultArchive(DataSource database) {
        this.database = database;
    }

    @Override
    public Optional<WithBody> find(ResultReference reference) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ONE)) {
            statement.setObject(1, utc(reference.acceptedAt()));
            statement.setString(2, reference.key().partnerId().value());
            statement.setString(3, reference.key().jobId().value());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new WithBody(ResultColumns.read(row), row.getBytes("body")))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<Placed> list(Filter filter, Optional<Place> after, int most) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(SEVERAL)) {
            statement.setFetchSize(most);
            bind(statement, filter, after);
            statement.setInt(8, most);
            try (var row = statement.executeQuery()) {
                var found = new ArrayList<Placed>();
                while (row.next()) {
                    found.add(placed(row));
                }
                return found;
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private static void bind(PreparedStatement statement, Filter filter, Optional<Place> after)
            throws SQLException {
        var partner = filter.partner().map(PartnerId::value).orElse(null);
        var since = utc(filter.since());
        var from = after.map(place -> utc(place.recordedAt())).orElse(BEFORE_ALL);
        statement.setObject(1, from.isAfter(since) ? from : since);
        statement.setString(2, partner);
        statement.setString(3, partner);
        statement.setObject(4, from);
        statement.setObject(
                5, after.map(place -> utc(place.reference().acceptedAt())).orElse(BEFORE_ALL));
        statement.setString(
                6, after.map(place -> place.reference().key().partnerId().value()).orElse(""));
        statement.setString(
                7, after.map(place -> place.reference().key().jobId().value()).orElse(""));
    }

    private static Placed placed(ResultSet row) throws SQLException {
        var result = ResultColumns.read(row);
        var recordedAt = Objects.requireNonNull(row.getObject("recorded_at", OffsetDateTime.class));
        return new Placed(result, new Place(recordedAt.toInstant(), result.reference()));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
