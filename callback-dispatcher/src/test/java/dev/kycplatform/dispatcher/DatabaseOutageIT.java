package dev.kycplatform.dispatcher;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** While the database is away nothing is lost, and nothing that was sent is sent again. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "dispatcher"))
@TestProfile(LongLease.class)
class DatabaseOutageIT {
    private static final String BODY = "{\"JSONVersion\":\"1.0.0\"}";

    @Inject Neighbours neighbours;

    @Test
    void finishesWhatWasInFlightAndTakesUpWhatCameMeanwhile() throws SQLException {
        neighbours.publishPartner("003", 1, true);
        var inFlight = JobKey.of("003", "in-flight");
        var meanwhile =
                new ResultReference(
                        neighbours.now().truncatedTo(ChronoUnit.MICROS),
                        JobKey.of("003", "meanwhile"));
        try (var receiver = new Receiver(0)) {
            neighbours.store(meanwhile, Optional.of(receiver.url("/meanwhile")), BODY);
            var answering = new CountDownLatch(1);
            receiver.holdBack("/in-flight", answering);
            neighbours.complete(inFlight, Optional.of(receiver.url("/in-flight")), BODY);
            soon().until(() -> receiver.at("/in-flight").size() == 1);

            takeAway();
            answering.countDown();
            neighbours.publish(meanwhile);
            soon().until(() -> get("/q/health/ready").statusCode() == 503);
            assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(receiver.at("/meanwhile")).isEmpty();
            bringBack();

            soon().until(() -> Rows.state(inFlight).equals("delivered"));
            soon().until(() -> Rows.state(meanwhile.key()).equals("delivered"));
            assertThat(receiver.at("/in-flight")).hasSize(1);
            assertThat(receiver.at("/meanwhile")).hasSize(1);
        }
    }

    private static void takeAway() throws SQLException {
        elsewhere("ALTER DATABASE %1$s ALLOW_CONNECTIONS false");
        elsewhere("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%1$s'");
    }

    private static void bringBack() throws SQLException {
        elsewhere("ALTER DATABASE %1$s ALLOW_CONNECTIONS true");
    }

    /** A database cannot be closed from within. */
    private static void elsewhere(String sql) throws SQLException {
        var url = TestServers.adminJdbcUrl();
        var database = URI.create(url.substring("jdbc:".length())).getPath().substring(1);
        try (var admin =
                        DriverManager.getConnection(url.replaceFirst("/" + database, "/postgres"));
                var statement = admin.createStatement()) {
            statement.execute(sql.formatted(database));
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50));
    }
}
