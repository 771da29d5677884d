package dev.kycplatform.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestServersIT {
    private final TestServers servers = new TestServers();
    private Map<String, String> settings = Map.of();

    @BeforeEach
    void start() {
        servers.init(Map.of("role", "worker"));
        settings = servers.start();
    }

    @Test
    void aServiceOwnsItsSchemaAndMayNotTouchAnother() throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                settings.get("quarkus.datasource.jdbc.url"),
                                settings.get("quarkus.datasource.username"),
                                settings.get("quarkus.datasource.password"));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE worker.mine (id int)");

            assertThatThrownBy(() -> statement.execute("CREATE TABLE intake.theirs (id int)"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void anAdministratorSeesTheSameDatabase() throws SQLException {
        try (var connection =
                        DriverManager.getConnection(settings.get("test-servers.admin-jdbc-url"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT current_setting('is_superuser')")) {
            rows.next();

            assertThat(rows.getString(1)).isEqualTo("on");
            assertThat(connection.getMetaData().getURL())
                    .startsWith(settings.get("quarkus.datasource.jdbc.url"));
        }
    }

    @Test
    void theBrokerListens() throws Exception {
        String[] address = setting("kafka.bootstrap.servers").split(":");

        try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void everyPurposeHasItsKeyset() {
        assertThat(Path.of(setting("kyc.keysets"))).isDirectoryContaining("glob:**.json");
    }

    @Test
    void theNextTestClassGetsTheSameServers() {
        TestServers next = new TestServers();
        next.init(Map.of("role", "worker"));

        assertThat(next.start()).isEqualTo(settings);
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }
}
