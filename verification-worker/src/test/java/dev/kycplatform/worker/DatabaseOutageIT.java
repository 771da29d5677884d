package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseOutageIT extends WorkerTest {
    @AfterEach
    void comesBack() {
        allowConnections(true);
    }

    @Test
    void losesNothingAndBuriesNothing() {
        authority.isDown();
        var parked = jobs.publish(jobs.job(0));
        awaitParked(parked);

        allowConnections(false);
        var during = Stream.generate(() -> jobs.publish(jobs.job(0))).limit(20).toList();
        authority.answers(200, StubAuthority.PERSON);
        await().until(() -> jobs.isWaitingForTheDatabase());
        allowConnections(true);

        during.forEach(job -> awaitAnnouncements(job, 1));
        awaitNotParked(parked);
        assertThat(during).allSatisfy(job -> assertThat(tables.results(job.key())).hasSize(1));
        assertThat(tables.results(parked.key())).hasSize(1);
        assertThat(during)
                .allSatisfy(job -> assertThat(deadLetters.ofKey(job.key().toString())).isEmpty());
    }

    /** Connections that stand are ended, but for the one that says so, and no new one is let in. */
    private void allowConnections(boolean allowed) {
        var database =
                (String) tables.query("SELECT current_database() AS name").getFirst().get("name");
        var elsewhere = TestServers.adminJdbcUrl().replace("/" + database, "/postgres");
        try (var connection = DriverManager.getConnection(elsewhere);
                var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + allowed);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (!allowed) {
            tables.query(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }
}
