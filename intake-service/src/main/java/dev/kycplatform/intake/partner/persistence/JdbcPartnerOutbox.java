package dev.kycplatform.intake.partner.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.partner.PartnerOutbox;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The outbox is the row itself: its version against the one published. */
@ApplicationScoped
class JdbcPartnerOutbox implements PartnerOutbox {
    private static final String UNPUBLISHED =
            "SELECT partner_id FROM intake.partner WHERE version > published_version";
    private static final String PUBLISHED =
            "UPDATE intake.partner SET published_version = greatest(published_version, ?) WHERE partner_id = ?";
    private static final String VERSIONS = "SELECT partner_id, version FROM intake.partner";
    private static final String AGAIN =
            "UPDATE intake.partner SET published_version = 0 WHERE partner_id = ?";

    private final DataSource database;

    JdbcPartnerOutbox(DataSource database) {
        this.database = database;
    }

    @Override
    public List<PartnerId> unpublished() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(UNPUBLISHED);
                var rows = statement.executeQuery()) {
            var ids = new ArrayList<PartnerId>();
            while (rows.next()) {
                ids.add(new PartnerId(rows.getString(1)));
            }
            return ids;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void published(PartnerId id, long version) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(PUBLISHED)) {
            statement.setLong(1, version);
            statement.setString(2, id.value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Map<PartnerId, Long> versions() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(VERSIONS);
                var rows = statement.executeQuery()) {
            var versions = new HashMap<PartnerId, Long>();
            while (rows.next()) {
                versions.put(new PartnerId(rows.getString(1)), rows.getLong(2));
            }
            return versions;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void publishAgain(PartnerId id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(AGAIN)) {
            statement.setString(1, id.value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
