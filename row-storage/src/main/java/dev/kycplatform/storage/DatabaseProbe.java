package dev.kycplatform.storage;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.deployment.DependencyProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Whether the database answers and can be written to. */
@ApplicationScoped
class DatabaseProbe implements DependencyProbe {
    private final DataSource database;

    DatabaseProbe(DataSource database) {
        this.database = database;
    }

    @Override
    public ErrorCode endsFailure() {
        return ErrorCode.DATABASE_UNAVAILABLE;
    }

    @Override
    public boolean answers() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT NOT pg_is_in_recovery()")) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException _) {
            return false;
        }
    }
}
