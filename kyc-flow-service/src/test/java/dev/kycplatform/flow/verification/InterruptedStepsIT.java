package dev.kycplatform.flow.verification;

import static dev.kycplatform.flow.verification.Tables.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.flow.VerificationChanged;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.LiveTopics;
import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.flow.document.Uploads;
import dev.kycplatform.flow.webhook.OwedToApp;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever carries a verification one step on dies between any two of the things that the step writes: then nothing of it
 * has happened, and the next who tries does all of it, once. Crashes at random moments would seldom hit these.
 */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class InterruptedStepsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject AdjustableClock clock;
    @Inject StubWorker worker;
    @Inject BackgroundWork background;
    @Inject LiveTopics topics;
    @Inject EventCodec codec;

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT verification",
                "INSERT verification_history",
                "INSERT lookup",
                "INSERT outgoing_record",
                "INSERT outgoing_record 2"
            })
    void aVerificationIsStartedWithAllThatBelongsToItOrNotAtAll(String step) {
        var user = personOfAppWithWebhooks();
        var flow = KycCalls.flow(user.app(), "KYC-STANDARD");
        try (var _ = SuddenDeath.after(step, user.app().handle())) {
            assertThat(KycCalls.kyc(user, flow).statusCode()).isEqualTo(503);
        }
        assertThat(statuses(user)).isEmpty();
        assertThat(ofApp("lookup", user)).isZero();

        var id = KycCalls.started(user);

        worker.found(id, 1, Map.of());
        KycCalls.awaitStatus(user, id, "passed");
        assertThat(statuses(user)).containsExactly("pending", "passed");
        assertThat(ofApp("lookup", user)).isEqualTo(1);
        assertThat(ofApp("webhook", user)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE lookup",
                "UPDATE verification",
                "INSERT verification_history",
                "INSERT outgoing_record",
                "INSERT webhook"
            })
    void aVerdictIsReachedAndToldOfOnce(String step) {
        var user = personOfAppWithWebhooks();
        var id = KycCalls.started(user);
        worker.job(id, 1);

        try (var _ = SuddenDeath.after(step, user.app().handle())) {
            worker.found(id, 1, Map.of());
            KycCalls.awaitStatus(user, id, "passed");
        }

        assertThat(statuses(user)).containsExactly("pending", "passed");
        assertThat(ofApp("webhook", user)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE verification",
                "INSERT verification_history",
                "INSERT lookup",
                "INSERT outgoing_record",
                "INSERT outgoing_record 2"
            })
    void aVerificationGoesOnWithANewQuestionOrWaitsStill(String step) {
        var user = personOfAppWithWebhooks();
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of("FirstName", "Adah"));
        KycCalls.awaitStatus(user, id, "documents_required");

        try (var _ = SuddenDeath.after(step, user.app().handle())) {
            assertThat(KycCalls.resume(user, id, "entity", List.of()).statusCode()).isEqualTo(503);
        }
        assertThat(KycCalls.record(user, id).getString("verification_status"))
                .isEqualTo("documents_required");
        assertThat(KycCalls.resume(user, id, "entity", List.of()).statusCode()).isEqualTo(200);

        worker.found(id, 2, Map.of());
        KycCalls.awaitStatus(user, id, "passed");
        assertThat(statuses(user))
                .containsExactly("pending", "documents_required", "pending", "passed");
        assertThat(ofApp("lookup", user)).isEqualTo(2);
        assertThat(ofApp("webhook", user)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE lookup", "INSERT lookup", "INSERT outgoing_record"})
    void anAuthorityThatWasUnavailableIsAskedAgainByOneMoreJob(String step) {
        var user = personOfAppWithWebhooks();
        clock.stopAt(Instant.now());
        var id = KycCalls.started(user);
        worker.answer(id, 1, ResultCode.AUTHORITY_UNAVAILABLE);
        awaitCount(
                "SELECT count(*) FROM flow.lookup WHERE ask_again_at IS NOT NULL AND app_handle = '%s'",
                user, 1);

        try (var _ = SuddenDeath.after(step, user.app().handle())) {
            clock.stopAt(clock.instant().plus(Duration.ofMinutes(1)));
            worker.job(id, 2);
        }

        worker.found(id, 2, Map.of());
        KycCalls.awaitStatus(user, id, "passed");
        assertThat(ofApp("lookup", user)).isEqualTo(2);
        assertThat(statuses(user)).containsExactly("pending", "passed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE verification",
                "INSERT verification_history",
                "INSERT outgoing_record",
                "INSERT webhook"
            })
    void anExpiryIsWrittenDownAndToldOfOnce(String step) {
        var user = personOfAppWithWebhooks();
        clock.stopAt(Instant.now());
        var id = KycCalls.started(user);
        worker.job(id, 1);

        try (var _ = SuddenDeath.after(step, user.app().handle())) {
            clock.stopAt(clock.instant().plus(Duration.ofDays(30)));
            background.expire();
            awaitCount(
                    "SELECT count(*) FROM flow.verification WHERE status = 'FAILED' AND app_handle = '%s'",
                    user, 1);
        }

        assertThat(statuses(user)).containsExactly("pending", "failed");
        assertThat(ofApp("webhook", user)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE verification", "INSERT verification_history", "INSERT audit"})
    void anOperatorsDecisionHoldsWithItsAuditOrNotAtAll(String step) {
        var user = personOfAppWithWebhooks();
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of(), "review");
        KycCalls.awaitStatus(user, id, "review");
        var decision = Map.of("decision", "fail", "reason", "seen in person");

        try (var _ = SuddenDeath.after(step, user.app().handle())) {
            assertThat(KycCalls.decide(id, decision).statusCode()).isEqualTo(503);
        }
        assertThat(KycCalls.record(user, id).getString("verification_status")).isEqualTo("review");
        assertThat(KycCalls.decide(id, decision).statusCode()).isEqualTo(200);

        assertThat(statuses(user)).containsExactly("pending", "review", "failed");
        assertThat(count("SELECT count(*) FROM flow.audit WHERE subject = '%s'".formatted(id)))
                .isEqualTo(1);
        assertThat(ofApp("webhook", user)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT document_content",
                "UPDATE document_content",
                "INSERT document",
                "UPDATE verification",
                "INSERT outgoing_record"
            })
    void aDocumentIsThereWithWhatItMovesOrNotAtAll(String step) {
        var user = personOfAppWithWebhooks();
        var id =
                FlowUnderTest.post(user, "/0.2/request_kyc", "{}")
                        .jsonPath()
                        .getString("verification_uuid");
        worker.found(id, 1, Map.of("FirstName", "Adah"));
        KycCalls.awaitStatus(user, id, "documents_required");
        var file = "A passport".getBytes(StandardCharsets.UTF_8);

        try (var _ = SuddenDeath.after(step, user.app().handle())) {
            assertThat(Uploads.upload(user, file).statusCode()).isEqualTo(503);
        }
        assertThat(statuses(user)).containsExactly("pending", "documents_required");
        assertThat(documents(user)).isZero();
        assertThat(Uploads.upload(user, file).statusCode()).isEqualTo(200);

        assertThat(statuses(user))
                .containsExactly("pending", "documents_required", "documents_received");
        assertThat(documents(user)).isEqualTo(1);
    }

    /** Before it is published, and after: then it is published again, and is the same record. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE outgoing_record", "DELETE outgoing_record"})
    void whatIsOwedToTheLogIsPublishedAsOneFact(String step) {
        var user = personOfAppWithWebhooks();
        var told = new CopyOnWriteArrayList<VerificationChanged>();
        try (var topic =
                topics.follow(
                        Topics.VERIFICATIONS,
                        value -> told.add(codec.decode(value, VerificationChanged.class)))) {
            Awaitility.await().atMost(LONG).until(topic::isListening);
            String id;
            try (var death = SuddenDeath.after(step, user.app().handle())) {
                id = KycCalls.started(user);
                Awaitility.await("who publishes to die").atMost(LONG).until(death::hasStruck);
                runOutLeases(user);
                worker.job(id, 1);
            }
            awaitCount(
                    "SELECT count(*) FROM flow.outgoing_record WHERE key LIKE '%%%s%%'", user, 0);
            worker.found(id, 1, Map.of());
            worker.found(id, 1, Map.of());
            KycCalls.awaitStatus(user, id, "passed");

            var isPublishedTwice = step.startsWith("DELETE");
            assertThat(worker.timesRead(id + ":identity:1")).isEqualTo(isPublishedTwice ? 2 : 1);
            Awaitility.await("all to be told")
                    .atMost(LONG)
                    .until(() -> told.stream().anyMatch(it -> isOf(it, id) && it.version() == 2));
            assertThat(told.stream().filter(it -> isOf(it, id)).distinct())
                    .extracting(VerificationChanged::status)
                    .containsExactly("pending", "passed");
            assertThat(told.stream().filter(it -> isOf(it, id) && it.version() == 1))
                    .hasSize(isPublishedTwice ? 2 : 1);
            assertThat(statuses(user)).containsExactly("pending", "passed");
        }
    }

    private static boolean isOf(VerificationChanged event, String id) {
        return event.verificationId().equals(id);
    }

    /** As time would. */
    private static void runOutLeases(TestUser user) {
        execute(
                """
                UPDATE flow.outgoing_record SET leased_until = now() - interval '1 second'
                WHERE leased_until IS NOT NULL AND key LIKE '%%%s%%'\
                """
                        .formatted(user.app().handle()));
    }

    private TestUser personOfAppWithWebhooks() {
        var owed = new OwedToApp(worker);
        owed.endpoint("hooks", "[\"kyc_status\",\"kyc_action\"]");
        return FlowUnderTest.person(owed.app());
    }

    /** What the one verification of the user was, state after state, by its history. */
    private static List<String> statuses(TestUser user) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var rows =
                        admin.createStatement()
                                .executeQuery(
                                        """
                                        SELECT lower(h.status) FROM flow.verification_history h
                                        JOIN flow.verification v USING (verification_id)
                                        WHERE v.user_handle = '%s' ORDER BY h.version\
                                        """
                                                .formatted(user.handle()))) {
            var statuses = new ArrayList<String>();
            while (rows.next()) {
                statuses.add(rows.getString(1));
            }
            return statuses;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long documents(TestUser user) {
        return count(
                "SELECT count(*) FROM flow.document JOIN flow.entity USING (entity_id) WHERE handle = '%s'"
                        .formatted(user.handle()));
    }

    private static long ofApp(String table, TestUser user) {
        return count(
                "SELECT count(*) FROM flow.%s WHERE app_handle = '%s'"
                        .formatted(table, user.app().handle()));
    }

    private static void awaitCount(String sql, TestUser user, long wanted) {
        Awaitility.await(sql)
                .atMost(LONG)
                .until(() -> count(sql.formatted(user.app().handle())) == wanted);
    }

    private static void execute(String sql) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
