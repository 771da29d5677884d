package dev.kycplatform.intake.conformance;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static dev.kycplatform.intake.IntakeUnderTest.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.intake.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.vendor.JavaClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a partner on the line is told, of every kind, as the strictest client reads it and the document says it. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
@QuarkusTestResource(value = SyncAnswersIT.ShortWaits.class, restrictToAnnotatedClass = true)
class SyncAnswersIT {
    private static final String SYNC = Endpoint.SYNC.path();
    private static final String STATUS = Endpoint.STATUS.path();

    @Inject StubWorker worker;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private RegisteredPartner partner;
    private OpenApiDocument document;

    /** A wait that one test can sit out, and the others on a busy machine never see the end of. */
    public static final class ShortWaits implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "intake.sync.answer-within", "8s",
                    "intake.sync.margin", "1s",
                    "intake.sync.last-look", "500ms");
        }

        @Override
        public void stop() {}
    }

    @BeforeEach
    void prepare() {
        partner = IntakeUnderTest.partner();
        document = OpenApiDocument.served();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(ResultCode.class)
    void isTheResultAndSoIsItsStatus(ResultCode code) throws Exception {
        var request = request(partner);
        var result = SampleResult.of(Lane.SYNC, code, jobId(request));

        var answer = threads.submit(() -> post(SYNC, request));
        var job = worker.awaitAsked(jobId(request), 1);
        wasTried(job, code == ResultCode.AUTHORITY_UNAVAILABLE ? "unavailable" : "found");
        worker.store(job, code, result);
        worker.reply(job);

        assertThat(answer.get().asString()).startsWith(result.substring(0, result.length() - 1));
        assertIsReadAs(answer.get(), code, "true");
        var status = status(jobId(request));
        document.assertTells(STATUS, "post", status);
        var read = JavaClient.status(status.asString());
        assertThat(read.isComplete()).isTrue();
        assertThat(read.isSuccess()).isEqualTo(code == ResultCode.VALID);
        assertThat(read.history()).containsExactly(read.result());
        assertThat(status.jsonPath().getList("attempts")).hasSize(1);
        assertThat(status.jsonPath().getString("attempts[0].authority")).isEqualTo("ng-nibss");
    }

    @Test
    void isA1015ThatIsNotFinalWhileTheAuthorityIsStillBeingAsked() {
        var request = request(partner);

        var answer = post(SYNC, request);

        assertIsReadAs(answer, ResultCode.AUTHORITY_UNAVAILABLE, "false");
        var status = status(jobId(request));
        document.assertTells(STATUS, "post", status);
        var read = JavaClient.status(status.asString());
        assertThat(read.isComplete()).isFalse();
        assertThat(read.result()).isNull();
        assertThat(read.history()).isEmpty();
    }

    private void assertIsReadAs(Response answer, ResultCode code, String isFinal) {
        assertThat(answer.statusCode()).isEqualTo(200);
        document.assertTells(SYNC, "post", answer);
        var read = JavaClient.result(answer.asString());
        assertThat(read.resultCode()).isEqualTo(code.wire());
        assertThat(read.everything())
                .containsEntry("IsFinalResult", isFinal)
                .containsEntry("Source", "ID API")
                .containsEntry("ResultText", code.text());
        assertThat(read.actions())
                .containsEntry("Verify_ID_Number", code.actions().verifyIdNumber())
                .containsEntry("Return_Personal_Info", code.actions().returnPersonalInfo());
        assertThat(read.partnerParams()).containsEntry("user_id", "user-1");
    }

    private Response status(String jobId) {
        return post(
                STATUS,
                signed(
                        partner,
                        "{\"job_id\":\"%s\",\"user_id\":\"user-1\",\"history\":true,\"image_links\":true}"
                                .formatted(jobId)));
    }

    private static String jobId(ObjectNode request) {
        return request.path("partner_params").path("job_id").textValue();
    }

    /** As the worker writes it down. */
    private static void wasTried(JobRequested job, String outcome) throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var insert =
                        admin.prepareStatement(
                                "INSERT INTO worker.attempt_v1 VALUES (?, ?, ?, 1, 'ng-nibss', ?, now(), now(), NULL)")) {
            insert.setObject(1, job.acceptedAt().atOffset(ZoneOffset.UTC));
            insert.setString(2, job.partnerId());
            insert.setString(3, job.jobId());
            insert.setString(4, outcome);
            insert.executeUpdate();
        }
    }
}
