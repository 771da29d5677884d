package dev.kycplatform.storage;

import dev.kycplatform.localstack.testing.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with a schema that no other test uses. */
final class TestDatabase {
    private final PGSimpleDataSource source = new PGSimpleDataSource();
    private final String schema =
            "test_" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);

    TestDatabase() throws SQLException {
        source.setUrl(TestServers.adminJdbcUrl());
        run("CREATE SCHEMA " + schema);
        source.setCurrentSchema(schema);
    }

    DataSource source() {
        return source;
    }

    String schema() {
        return schema;
    }

    void run(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row, as text. */
    List<String> texts(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
