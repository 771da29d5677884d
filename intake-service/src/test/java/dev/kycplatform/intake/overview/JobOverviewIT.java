package dev.kycplatform.intake.overview;

import static dev.kycplatform.intake.IntakeUnderTest.partner;
import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.registerPartner;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static dev.kycplatform.intake.IntakeUnderTest.signed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of accepted jobs. */
@QuarkusTest
@QuarkusTestResource(TestServers.class)
class JobOverviewIT {
    @Inject Keysets keysets;
    @Inject WatchOpenJobs watchOpenJobs;
    @Inject OpenJobs openJobs;

    private RegisteredPartner partner;

    @BeforeEach
    void aPartnerOfItsOwn() {
        partner();
        partner = registerPartner();
    }

    @Test
    void aJobIsFoundByItsIdAndByItsReferenceNumber() {
        var jobId = accept();

        var byId = operator().get("/admin/jobs/{partner}/{job}", partner.id(), jobId).jsonPath();

        assertThat(byId.getString("state")).isEqualTo("unanswered");
        assertThat(byId.getString("endpoint")).isEqualTo("/v1/async_id_verification");
        assertThat(byId.getString("accepted_at")).endsWith("Z");
        var byNumber =
                operator()
                        .get("/admin/jobs/by-smile-job-id/{id}", byId.getString("smile_job_id"))
                        .jsonPath();
        assertThat(byNumber.getMap("")).isEqualTo(byId.getMap(""));
        operator().get("/admin/jobs/{partner}/nobodys", partner.id()).then().statusCode(404);
        operator().get("/admin/jobs/by-smile-job-id/99999999999").then().statusCode(404);
        operator().get("/admin/jobs/by-smile-job-id/x").then().statusCode(404);
        given().get("/admin/jobs").then().statusCode(401);
    }

    @Test
    void jobsAreListedByStateAndPageByPage() {
        var jobs = new ArrayList<>(Stream.generate(this::accept).limit(5).sorted().toList());
        answered(jobs.get(0));
        parked(jobs.get(1));
        sql("UPDATE intake.claim SET unconfirmed = true WHERE job_id = ?", jobs.get(2));

        assertThat(listed("answered")).containsExactly(jobs.get(0));
        assertThat(listed("parked")).containsExactly(jobs.get(1));
        assertThat(listed("unconfirmed")).containsExactly(jobs.get(2));
        assertThat(listed("unanswered")).containsExactly(jobs.get(3), jobs.get(4));

        var first = page("limit=2");
        var rest =
                page(
                        "after_partner=%s&after_job=%s"
                                .formatted(
                                        first.getString("next_partner"),
                                        first.getString("next_job")));
        assertThat(first.getList("jobs.job_id")).containsExactlyElementsOf(jobs.subList(0, 2));
        assertThat(rest.getList("jobs.job_id")).containsExactlyElementsOf(jobs.subList(2, 5));
        assertThat(rest.getString("next_job")).isNull();
        assertThat(page("since=2999-01-01T00:00:00Z").getList("jobs")).isEmpty();
        operator().get("/admin/jobs?state=lost").then().statusCode(400);
    }

    @Test
    void aLookThatReachesTheLatestLeavesNoMoreThoughTimeGoesOn() {
        watchOpenJobs.look();

        assertThat(openJobs.look(Duration.ofDays(1), Duration.ZERO))
                .hasValueSatisfying(look -> assertThat(look.isMore()).isFalse());
        assertThat(openJobs.look(Duration.ofMillis(1), Duration.ofDays(-1)))
                .hasValueSatisfying(look -> assertThat(look.isMore()).isTrue());
    }

    @Test
    void jobsWithoutAResultAreRememberedUntilTheyHaveOne() {
        var lost = accept();
        var unconfirmed = accept();
        var parked = accept();
        var answered = accept();
        sql("UPDATE intake.claim SET unconfirmed = true WHERE job_id = ?", unconfirmed);
        parked(parked);
        answered(answered);
        watchOpenJobs.look();
        assertThat(stuck()).doesNotContain(lost);

        sql(
                "UPDATE intake.claim SET accepted_at = accepted_at - interval '11 minutes' WHERE partner_id = ?",
                partner.id());
        sql(
                "UPDATE worker.result SET accepted_at = accepted_at - interval '11 minutes' WHERE partner_id = ?",
                partner.id());
        sql(
                "UPDATE intake.open_job_watermark SET accepted_at = now() - interval '1 hour' WHERE ?::text <> ''",
                "x");
        watchOpenJobs.look();

        assertThat(stuck()).containsExactlyInAnyOrder(lost, unconfirmed);
        var counts = operator().get("/admin/jobs/stuck").jsonPath();
        assertThat(counts.getInt("counts.parked")).isEqualTo(1);
        assertThat(counts.getInt("counts.unconfirmed")).isEqualTo(1);
        assertThat(counts.getInt("counts.unanswered")).isEqualTo(1);
        assertThat(given().get("/q/metrics").asString())
                .contains("kyc_jobs_open{state=\"parked\"} 1.0")
                .contains("kyc_jobs_open{state=\"unanswered\"} 1.0");

        answered(lost);
        sql("DELETE FROM worker.parked_job_v1 WHERE job_id = ?", parked);
        assertThat(stuck()).as("before the next look").containsExactly(unconfirmed);
        watchOpenJobs.look();
        assertThat(stuck()).containsExactlyInAnyOrder(unconfirmed, parked);

        answered(unconfirmed);
        answered(parked);
        watchOpenJobs.look();
        assertThat(stuck()).isEmpty();
        assertThat(operator().get("/admin/jobs/stuck").jsonPath().getInt("counts.parked")).isZero();
    }

    @Test
    void aParkedJobsAttemptsSayWhenItIsAskedForTheLastTime() {
        var jobId = accept();
        parked(jobId);
        sql(
                """
                INSERT INTO worker.attempt_v1
                SELECT accepted_at, partner_id, job_id, 1, 'ng-nibss', 'unavailable', now(), now(), now()
                FROM intake.claim WHERE job_id = ?""",
                jobId);

        var status = statusWithHistory(jobId);

        assertThat(status.getList("attempts")).hasSize(1);
        assertThat(status.getString("attempts[0].outcome")).isEqualTo("unavailable");
        assertThat(status.getString("attempts[0].next_attempt")).isNotBlank();
        assertThat(status.getString("attempts[0].deadline")).isEqualTo("2999-01-01T00:00:00Z");
    }

    @Test
    void aJobThatIsParkedUnaskedShowsTheAttemptItWaitsFor() {
        var jobId = accept();
        assertThat(statusWithHistory(jobId).getList("attempts")).isEmpty();
        parked(jobId, 0);

        var status = statusWithHistory(jobId);

        assertThat(status.getBoolean("job_complete")).isFalse();
        assertThat(status.getList("attempts")).hasSize(1);
        assertThat(status.getMap("attempts[0]"))
                .containsEntry("attempt", 1)
                .containsEntry("authority", "ng-nibss")
                .containsEntry("outcome", "pending")
                .containsEntry("duration_ms", 0)
                .containsEntry("deadline", "2999-01-01T00:00:00Z");
        assertThat(status.getString("attempts[0].time")).endsWith("Z");
        assertThat(status.getString("attempts[0].next_attempt")).endsWith("Z");
    }

    private JsonPath statusWithHistory(String jobId) {
        return post(
                        "/v1/job_status",
                        signed(
                                partner,
                                "{\"job_id\":\"%s\",\"user_id\":\"user-1\",\"history\":true}"
                                        .formatted(jobId)))
                .jsonPath();
    }

    private String accept() {
        var request = request(partner);
        assertThat(post("/v1/async_id_verification", request).statusCode()).isEqualTo(200);
        return request.path("partner_params").path("job_id").textValue();
    }

    private void answered(String jobId) {
        IntakeUnderTest.storeResult(
                keysets, partner, jobId, "1012", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static void parked(String jobId) {
        parked(jobId, 1);
    }

    private static void parked(String jobId, int attempts) {
        sql(
                """
                INSERT INTO worker.parked_job_v1
                SELECT partner_id, job_id, accepted_at, 'ng-nibss', 'status_503', %d, now(), now(),
                       '2999-01-01T00:00:00Z'
                FROM intake.claim WHERE job_id = ?"""
                        .formatted(attempts),
                jobId);
    }

    private List<String> listed(String state) {
        return page("state=" + state).getList("jobs.job_id");
    }

    private JsonPath page(String query) {
        return operator().get("/admin/jobs?partner=" + partner.id() + "&" + query).jsonPath();
    }

    private List<String> stuck() {
        return operator()
                .get("/admin/jobs/stuck?limit=1000")
                .jsonPath()
                .getList("jobs.findAll { it.partner_id == '" + partner.id() + "' }.job_id");
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestServers.operatorToken());
    }

    private static void sql(String statement, String argument) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var prepared = admin.prepareStatement(statement)) {
            prepared.setString(1, argument);
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
