package dev.kycplatform.flow.verification;

import static dev.kycplatform.flow.FlowUnderTest.post;
import static dev.kycplatform.flow.verification.Tables.count;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class VerificationsIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Inject AdjustableClock clock;
    @Inject StubWorker worker;
    @Inject BackgroundWork background;

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @Test
    void anAcceptedRequestIsAnsweredAsTheContractSays() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var flow = KycCalls.flow(user.app(), "KYC-STANDARD");

        var answer = KycCalls.kyc(user, flow);

        assertThat(answer.statusCode()).isEqualTo(202);
        Map<String, Object> body = answer.jsonPath().getMap("$");
        assertThat(body.remove("sila_reference_id").toString()).matches("req_[a-z0-9]{26}");
        assertThat(body.remove("response_time_ms").toString()).matches("[0-9]+");
        var ids = (List<?>) body.remove("verification_ids");
        assertThat(((Map<?, ?>) ids.getFirst()).get("entity")).isEqualTo(user.handle());
        assertThat(body)
                .isEqualTo(
                        Map.of(
                                "success",
                                true,
                                "status",
                                "SUCCESS",
                                "message",
                                "KYC successfully requested using flow " + flow,
                                "reference",
                                "ref-1",
                                "flow_requested",
                                flow,
                                "checks_requested",
                                List.of("address", "birthdate", "identity", "name")));
    }

    @Test
    void whatIsRegisteredGoesToTheAuthoritySealedAndWhatItSaysDecides() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);

        var job = worker.job(id, 1);
        var request = worker.request(job);
        assertThat(job.partnerId()).isEqualTo("app:" + user.app().handle());
        assertThat(job.country() + "/" + job.idType()).isEqualTo("US/SSN");
        assertThat(request.idNumber()).isEqualTo("543212222");
        assertThat(request.inputs())
                .containsEntry("first_name", "Ada")
                .containsEntry("birthdate", "1990-05-19")
                .containsEntry("postal_code", "97204-1234")
                .containsEntry("email", "ada@example.com");
        worker.found(id, 1, Map.of());
        KycCalls.awaitStatus(user, id, "passed");

        var listed = post(user, "/0.2/get_verifications", "{}").jsonPath();
        assertThat(listed.getString("verifications[0].verification_uuid")).isEqualTo(id);
        assertThat(listed.getString("verifications[0].verification_status")).isEqualTo("passed");
        assertThat(Instant.parse(listed.getString("verifications[0].requested_at")))
                .isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void theRecordHasTheContractsFormHoweverItIsAskedFor() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of("FirstName", "Other", "LastName", "Person"));
        KycCalls.awaitStatus(user, id, "failed");

        var byPath = KycCalls.record(user, id);
        var byId =
                post(user, "/0.2/get_verification", "{\"verification_id\":\"%s\"}".formatted(id))
                        .jsonPath();
        var byUuid =
                post(user, "/0.2/get_verification", "{\"verification_uuid\":\"%s\"}".formatted(id))
                        .jsonPath();

        for (var record : List.of(byPath, byId, byUuid)) {
            Map<String, Object> body = record.getMap("$");
            assertThat(body)
                    .containsEntry("verification_id", id)
                    .containsEntry("verification_status", "failed")
                    .containsEntry("entity_type", "individual")
                    .containsEntry(
                            "checks_performed", List.of("address", "birthdate", "identity", "name"))
                    .containsEntry("parent_verification", null)
                    .containsEntry("kyc_action", null)
                    .containsEntry("certification_status", null)
                    .containsEntry(
                            "reasons", Map.of(user.handle(), List.of("The name does not match")));
            assertThat(record.getObject("requested_at", Object.class)).isInstanceOf(Integer.class);
            assertThat(record.getObject("updated_at", Object.class)).isInstanceOf(Integer.class);
        }
    }

    @Test
    void anUnknownVerificationIsNotFoundAndAnotherEntitysIsUnknown() {
        var app = FlowUnderTest.app();
        var user = FlowUnderTest.person(app);
        var others = KycCalls.started(FlowUnderTest.person(app));
        for (var id : List.of(UUID.randomUUID().toString(), others)) {
            var answer = post(user, "/0.2/get_verifications/" + id, "{}");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.jsonPath().getString("message"))
                    .isEqualTo("Verification " + id + " not found.");
            assertThat(KycCalls.resume(user, id, "entity", List.of()).statusCode()).isEqualTo(404);
        }
        assertThat(post(user, "/0.2/get_verification", "{}").statusCode()).isEqualTo(400);
        assertThat(KycCalls.resume(user, others, "anything", List.of()).statusCode())
                .isEqualTo(400);
        assertThat(KycCalls.resume(user, others, "document", List.of()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatWasMistypedIsCorrectedAndResumed() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        assertThat(KycCalls.resume(user, id, "entity", List.of()).statusCode())
                .as("nothing is asked for yet")
                .isEqualTo(403);
        worker.found(id, 1, Map.of("FirstName", "Adah"));
        KycCalls.awaitStatus(user, id, "documents_required");
        assertThat(KycCalls.record(user, id).getString("kyc_action")).isEqualTo("entity_data");

        var resumed = KycCalls.resume(user, id, "entity", List.of());

        assertThat(resumed.statusCode()).as(resumed.asString()).isEqualTo(200);
        assertThat(resumed.jsonPath().getString("verification_uuid")).isEqualTo(id);
        assertThat(resumed.jsonPath().getString("message"))
                .isEqualTo("Verification successfully resumed.");
        worker.found(id, 2, Map.of());
        KycCalls.awaitStatus(user, id, "passed");
    }

    @Test
    void anUnavailableAuthorityIsAskedAgainAndNothingIsCounted() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        clock.stopAt(Instant.now());
        var id = KycCalls.started(user);
        worker.answer(id, 1, ResultCode.AUTHORITY_UNAVAILABLE);
        await().atMost(LONG)
                .until(
                        () ->
                                count(
                                                "SELECT count(*) FROM flow.lookup WHERE result_code = '1015' AND verification_id = '%s'"
                                                        .formatted(id))
                                        == 1);

        clock.stopAt(clock.instant().plus(Duration.ofMinutes(1)));
        var second = worker.job(id, 2);

        assertThat(second.acceptedAt()).isAfter(worker.job(id, 1).acceptedAt());
        KycCalls.awaitStatus(user, id, "pending");
        worker.found(id, 2, Map.of());
        KycCalls.awaitStatus(user, id, "passed");
    }

    @Test
    void anIdTypeThatIsNotEnabledIsReviewedAndCountedForOperators() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);

        worker.answer(id, 1, ResultCode.NOT_ACTIVATED);

        KycCalls.awaitStatus(user, id, "review");
        assertThat(given().get("/q/metrics").asString())
                .containsPattern("kyc_verifications_not_activated_total\\{[^}]*id_type=\"US/SSN\"");
    }

    @Test
    void aResultThatNoRecordToldOfIsFound() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        clock.stopAt(Instant.now());
        var id = KycCalls.started(user);
        worker.answerUnheard(id, 1, ResultCode.INVALID);

        clock.stopAt(clock.instant().plus(Duration.ofMinutes(10)));
        background.lookAfter();

        KycCalls.awaitStatus(user, id, "failed");
    }

    @Test
    void aJobWithoutAResultIsPublishedAgainAsItWas() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        clock.stopAt(Instant.now());
        var id = KycCalls.started(user);
        var first = worker.job(id, 1);

        clock.stopAt(clock.instant().plus(Duration.ofHours(1)));
        background.lookAfter();

        await().atMost(LONG).until(() -> worker.timesRead(first.jobId()) == 2);
        assertThat(worker.job(id, 1).acceptedAt()).isEqualTo(first.acceptedAt());
    }

    @Test
    void expiryIsTrueToTheSecondBeforeAnybodyHasSweptAndIsWrittenDownByTheSweeper() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var began = Instant.now();
        clock.stopAt(began);
        var id = KycCalls.started(user);
        for (int day = 1; day <= 29; day++) {
            clock.stopAt(began.plus(Duration.ofDays(day)));
            assertThat(KycCalls.record(user, id).getString("verification_status"))
                    .isEqualTo("pending");
        }
        clock.stopAt(began.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(KycCalls.record(user, id).getString("verification_status")).isEqualTo("pending");

        clock.stopAt(began.plus(Duration.ofDays(30)));
        var expired = KycCalls.record(user, id);
        assertThat(expired.getString("verification_status")).isEqualTo("failed");
        assertThat(expired.getList("reasons." + "'" + user.handle() + "'"))
                .containsExactly("Authority unavailable");
        background.expire();

        assertThat(
                        count(
                                "SELECT count(*) FROM flow.verification WHERE verification_id = '%s' AND status = 'FAILED' AND due_at IS NULL"
                                        .formatted(id)))
                .isEqualTo(1);
        assertThat(
                        count(
                                "SELECT count(*) FROM flow.verification_history WHERE verification_id = '%s' AND cause = 'time'"
                                        .formatted(id)))
                .isEqualTo(1);
    }

    @Test
    void onlyComplianceApprovesAFlow() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var flow = KycCalls.draft(user.app(), "[\"name\",\"phone\"]");
        assertThat(KycCalls.change(flow, "approve", TestServers.operatorToken()).statusCode())
                .isEqualTo(403);
        assertThat(KycCalls.kyc(user, flow).statusCode()).isEqualTo(403);

        var approved = KycCalls.change(flow, "approve", TestServers.complianceToken());

        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
        assertThat(approved.jsonPath().getString("approved_by")).isEqualTo("developer");
        var answer = KycCalls.kyc(user, flow);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.jsonPath().getList("checks_requested"))
                .isEqualTo(List.of("name", "phone"));
    }

    @Test
    void aReviewIsDecidedByAnOperatorWithAReason() {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of(), "review");
        KycCalls.awaitStatus(user, id, "review");
        assertThat(KycCalls.record(user, id).getString("kyc_action")).isEqualTo("review");
        assertThat(
                        given().auth()
                                .oauth2(TestServers.operatorToken())
                                .get("/admin/reviews?limit=200")
                                .jsonPath()
                                .getList("reviews.verification_id"))
                .contains(id);
        assertThat(KycCalls.decide(id, Map.of("decision", "pass")).statusCode()).isEqualTo(400);

        var decided = KycCalls.decide(id, Map.of("decision", "pass", "reason", "seen in person"));

        assertThat(decided.statusCode()).as(decided.asString()).isEqualTo(200);
        assertThat(KycCalls.record(user, id).getString("verification_status")).isEqualTo("passed");
        assertThat(
                        KycCalls.decide(id, Map.of("decision", "fail", "reason", "changed my mind"))
                                .statusCode())
                .isEqualTo(409);
        assertThat(
                        count(
                                "SELECT count(*) FROM flow.audit WHERE subject = '%s' AND action = 'review.pass'"
                                        .formatted(id)))
                .isEqualTo(1);
        var dossier =
                given().auth()
                        .oauth2(TestServers.operatorToken())
                        .get("/admin/reviews/" + id)
                        .jsonPath();
        assertThat(dossier.getList("history.status"))
                .isEqualTo(List.of("pending", "review", "passed"));
        assertThat(dossier.getString("lookups[0].checks.name")).isEqualTo("exact");
        assertThat(dossier.getString("history[2].by")).isEqualTo("developer");
        assertThat(dossier.getList("history[2].reasons")).isEqualTo(List.of("seen in person"));
    }

    @Test
    void nothingPersonalStandsInTheClear() throws SQLException {
        var user = FlowUnderTest.person(FlowUnderTest.app());
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of(), "fraud");
        KycCalls.awaitStatus(user, id, "failed");
        for (var table :
                List.of("verification", "verification_history", "lookup", "outgoing_record")) {
            try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                    var rows =
                            admin.createStatement()
                                    .executeQuery(
                                            "SELECT coalesce(string_agg(t::text || encode(convert_to(t::text, 'UTF8'), 'escape'), ''), '') FROM flow.%s t"
                                                    .formatted(table))) {
                rows.next();
                assertThat(rows.getString(1))
                        .as(table)
                        .doesNotContain("543212222", "Ada", "1990-05-19", "Main Street", "signal");
            }
        }
    }
}
