package dev.kycplatform.worker.pausing.persistence;

import dev.kycplatform.storage.SqlFailures;
import dev.kycplatform.worker.pausing.Pause;
import dev.kycplatform.worker.pausing.Pauses;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** {@code worker.authority_pause}. */
@ApplicationScoped
class JdbcPauses implements Pauses {
    private final DataSource database;

    JdbcPauses(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Pause> all() {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement(
                                "SELECT authority, paused_by, reason, paused_at"
                                        + " FROM worker.authority_pause ORDER BY authority");
                var rows = select.executeQuery()) {
            var all = new ArrayList<Pause>();
            while (rows.next()) {
                all.add(
                        new Pause(
                                rows.getString("authority"),
                                rows.getString("paused_by"),
                                rows.getString("reason"),
                                rows.getObject("paused_at", OffsetDateTime.class).toInstant()));
            }
            return all;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public boolean add(Pause pause) {
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO worker.authority_pause (authority, paused_by, reason, paused_at)"
                                        + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, pause.authority());
            insert.setString(2, pause.pausedBy());
            insert.setString(3, pause.reason());
            insert.setObject(4, pause.pausedAt().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() > 0;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public boolean remove(String authority) {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement(
                                "DELETE FROM worker.authority_pause WHERE authority = ?")) {
            delete.setString(1, authority);
            return delete.executeUpdate() > 0;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
