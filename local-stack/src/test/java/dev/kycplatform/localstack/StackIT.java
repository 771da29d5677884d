package dev.kycplatform.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers alone; acceptance tests start the services too. */
class StackIT {
    @TempDir private static Path state = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Stack stack;

    @BeforeAll
    static void start() {
        stack = Stack.start(StackSettings.forTests(Workspace.find(), state).with(List.of()));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void postgresKeepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        execute("CREATE TABLE kept (id int)");
        execute("INSERT INTO kept VALUES (1)");

        stack.postgres().kill();
        stack.postgres().start();

        try (var connection = DriverManager.getConnection(stack.adminJdbcUrl());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM kept")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aSuspendedPostgresAnswersNothingUntilItIsResumed() throws SQLException {
        stack.postgres().suspend();
        try {
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            stack.adminJdbcUrl()
                                                    + "&loginTimeout=1&connectTimeout=1"))
                    .isInstanceOf(SQLException.class);
        } finally {
            stack.postgres().resume();
        }
        execute("SELECT 1");
    }

    @Test
    void kafkaComesBackWhenItIsKilledAndWhenItIsStopped() {
        stack.kafka().kill();
        stack.kafka().start();
        stack.kafka().stop();
        stack.kafka().start();

        assertThat(stack.kafka().child().orElseThrow().isAlive()).isTrue();
    }

    @Test
    void whatRunsIsRecorded() {
        assertThat(RunningStack.read(state)).contains(stack.running());
        assertThat(stack.running().running())
                .extracting(RunningStack.Member::name)
                .containsExactly("kafka", "postgres");
    }

    @Test
    void secretsAreForTheirOwnerAlone() throws Exception {
        for (String secret :
                List.of("passwords.properties", "operator.token", "tls/localhost-key.pem")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(state.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(stack.adminJdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
