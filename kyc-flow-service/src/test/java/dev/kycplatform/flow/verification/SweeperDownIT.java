package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.flow.flow.FlowId;
import dev.kycplatform.flow.webhook.OwedToApp;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody writes down that a verification has expired; whoever asks is told to the second. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
@TestProfile(NobodySweeps.class)
class SweeperDownIT {
    @Inject AdjustableClock clock;
    @Inject StubWorker worker;
    @Inject BackgroundWork background;
    @Inject StartVerification start;
    @Inject ExpireVerifications sweeper;

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @Test
    void everyReaderIsToldOfAnExpiryToTheSecond() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var began = Instant.now();
        clock.stopAt(began);
        var id =
                FlowUnderTest.post(user, "/0.2/request_kyc", "{}")
                        .jsonPath()
                        .getString("verification_uuid");
        worker.found(id, 1, Map.of("FirstName", "Adah"));
        KycCalls.awaitStatus(user, id, "documents_required");

        clock.stopAt(began.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(told(user, id))
                .containsExactly("documents_required", "documents_required", "documents_required");

        clock.stopAt(began.plus(Duration.ofDays(30)));
        assertThat(told(user, id)).containsExactly("failed", "failed", "failed");
        assertThat(KycCalls.resume(user, id, "entity", List.of()).statusCode()).isEqualTo(403);
        assertThat(stored(id)).isEqualTo("DOCUMENTS_REQUIRED");
    }

    @Test
    void aStartCountsWhatHasExpiredAndNobodyHasWrittenDown() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var flow = KycCalls.flow(user.app(), "KYC-STANDARD");
        var began = Instant.now();
        clock.stopAt(began);
        KycCalls.started(user);
        clock.stopAt(began.plus(Duration.ofMinutes(15)));
        KycCalls.started(user);

        clock.stopAt(began.plus(Duration.ofDays(30)).plus(Duration.ofMinutes(15)).minusSeconds(1));
        assertThat(KycCalls.kyc(user, flow).statusCode()).as("one has expired").isEqualTo(202);
        clock.stopAt(began.plus(Duration.ofDays(30)).plus(Duration.ofMinutes(15)));
        var refused = KycCalls.kyc(user, flow);
        clock.stopAt(clock.instant().plus(Duration.ofMinutes(15)));
        var refusedLater = KycCalls.kyc(user, flow);

        assertThat(refused.jsonPath().getString("error_code"))
                .as("the new one is pending")
                .isEqualTo("KYC_REQUEST_DUPLICATE_PENDING");
        assertThat(refusedLater.jsonPath().getString("error_code"))
                .isEqualTo("KYC_ATTEMPTS_EXCEEDED");
    }

    @Test
    void whoeverSweepsInTheEndWritesDownWhenItHappenedAndTellsOfIt() {
        var owed = new OwedToApp(worker);
        owed.endpoint("all", "[\"kyc_status\",\"kyc_action\"]");
        var user = FlowUnderTest.person(owed.app());
        var began = Instant.now();
        clock.stopAt(began);
        var id = KycCalls.started(user);
        clock.stopAt(began.plus(Duration.ofDays(40)));

        background.expire();

        assertThat(stored(id)).isEqualTo("FAILED");
        assertThat(OwedToApp.event(id, "kyc_status").version()).isEqualTo(4);
        assertThat(KycCalls.record(user, id).getLong("updated_at"))
                .isEqualTo(began.plus(Duration.ofDays(30)).getEpochSecond());
    }

    @Test
    void twoSweepersShareWhatIsOverdueAndEachIsWrittenDownAndToldOfOnce() throws Exception {
        // Later than anything that other tests have left open, which goes first.
        var began = Instant.now().plus(Duration.ofDays(1_000));
        clock.stopAt(began);
        background.expire();
        var owed = new OwedToApp(worker);
        owed.endpoint("all", "[\"kyc_status\"]");
        var user = FlowUnderTest.person(owed.app());
        var flow = new FlowId(UUID.fromString(KycCalls.flow(user.app(), "KYC-STANDARD")));
        var oldest = started(user, flow);
        for (int time = 1; time < 250; time++) {
            clock.stopAt(began.plus(Duration.ofMinutes(15L * time)));
            started(user, flow);
        }
        clock.stopAt(began.plus(Duration.ofDays(40)));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var held = HeldTransition.to("failed", oldest)) {
            var other = threads.submit(background::expire);
            held.awaitWriter();

            assertThat(sweeper.expire()).as("there may be more").isTrue();

            assertThat(count("verification", "status = 'FAILED'", user))
                    .as("those that nobody has locked")
                    .isEqualTo(100);
            held.letGo();
            background.expire();
            other.get();
        }
        assertThat(count("verification", "status = 'FAILED'", user)).isEqualTo(250);
        assertThat(
                        count(
                                "verification_history JOIN flow.verification USING (verification_id)",
                                "cause = 'time'",
                                user))
                .isEqualTo(250);
        assertThat(count("webhook", "event_type = 'kyc_status'", user)).isEqualTo(250);
    }

    private String started(TestUser user, FlowId flow) {
        return start.start(user.app().handle(), user.handle(), flow)
                        instanceof StartOutcome.Started(var verification)
                ? verification.id().toString()
                : fail("not started");
    }

    /** Of a user's rows; each verification has one at most. */
    private static int count(String table, String which, TestUser user) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var row =
                        admin.createStatement()
                                .executeQuery(
                                        "SELECT count(*), count(DISTINCT verification_id) FROM flow.%s WHERE %s AND app_handle = '%s'"
                                                .formatted(table, which, user.app().handle()))) {
            row.next();
            assertThat(row.getInt(1)).as(table).isEqualTo(row.getInt(2));
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the list, the record and the Classic answer. */
    private static List<String> told(TestUser user, String id) {
        return List.of(
                FlowUnderTest.post(user, "/0.2/get_verifications", "{}")
                        .jsonPath()
                        .getString("verifications[0].verification_status"),
                KycCalls.record(user, id).getString("verification_status"),
                FlowUnderTest.post(user, "/0.2/check_kyc", "{}")
                        .jsonPath()
                        .getString("verification_status"));
    }

    private static String stored(String id) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "SELECT status FROM flow.verification WHERE verification_id = ?::uuid")) {
            statement.setString(1, id);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
