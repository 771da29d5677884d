package dev.kycplatform.flow.app.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.app.AppOutbox;
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
class JdbcAppOutbox implements AppOutbox {
    private static final String UNPUBLISHED =
            "SELECT app_handle FROM flow.app WHERE version > published_version";
    private static final String PUBLISHED =
            "UPDATE flow.app SET published_version = greatest(published_version, ?) WHERE app_handle = ?";
    private static final String VERSIONS = "SELECT app_handle, version FROM flow.app";
    private static final String AGAIN =
            "UPDATE flow.app SET published_version = 0 WHERE app_handle = ?";

    private final DataSource database;

    JdbcAppOutbox(DataSource database) {
        this.database = database;
    }

    @Override
    public List<AppHandle> unpublished() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(UNPUBLISHED);
                var rows = statement.executeQuery()) {
            var handles = new ArrayList<AppHandle>();
            while (rows.next()) {
                handles.add(new AppHandle(rows.getString(1)));
            }
            return handles;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void published(AppHandle handle, long version) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(PUBLISHED)) {
            statement.setLong(1, version);
            statement.setString(2, handle.value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Map<AppHandle, Long> versions() {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(VERSIONS);
                var rows = statement.executeQuery()) {
            var versions = new HashMap<AppHandle, Long>();
            while (rows.next()) {
                versions.put(new AppHandle(rows.getString(1)), rows.getLong(2));
            }
            return versions;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void publishAgain(AppHandle handle) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(AGAIN)) {
            statement.setString(1, handle.value());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
