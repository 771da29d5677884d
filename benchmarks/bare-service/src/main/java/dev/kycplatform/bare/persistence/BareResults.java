package dev.kycplatform.bare.persistence;

import dev.kycplatform.storage.ArrayParameters;
import dev.kycplatform.storage.GroupExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** What authorities answered, as it came, one row each in groups; whoever measures has made the table. */
@ApplicationScoped
public class BareResults {
    private static final String STORE =
            """
            INSERT INTO bare.result (id_number, body)
            SELECT * FROM unnest(?::text[], ?::bytea[]) ON CONFLICT DO NOTHING""";

    private final GroupExecutor<Result, Boolean> groups;

    private record Result(String idNumber, byte[] body) {}

    BareResults(DataSource database) {
        this.groups =
                new GroupExecutor<>(
                        "bare-results",
                        database,
                        GroupExecutor.Limits.DEFAULT,
                        Result::idNumber,
                        BareResults::storeAll);
    }

    @PreDestroy
    void close() {
        groups.close();
    }

    /** Completes once the row's group has committed. */
    public CompletableFuture<Boolean> store(String idNumber, byte[] body) {
        return groups.submit(new Result(idNumber, body));
    }

    private static List<Boolean> storeAll(Connection connection, List<Result> results)
            throws SQLException {
        try (var statement = connection.prepareStatement(STORE)) {
            new ArrayParameters<>(statement, results)
                    .add("text", Result::idNumber)
                    .addBytes(Result::body);
            statement.executeUpdate();
        }
        return results.stream().map(_ -> true).toList();
    }
}
