package dev.kycplatform.flow.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.flow.verification.KycCalls;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/** An app that is owed webhooks, made as apps and operators make them. */
public final class OwedToApp {
    private final TestApp app = FlowUnderTest.app();
    private final StubWorker worker;

    public OwedToApp(StubWorker worker) {
        this.worker = worker;
    }

    public TestApp app() {
        return app;
    }

    /** @return the endpoint's id */
    public String endpoint(String name, String types) {
        var answer =
                given().auth()
                        .oauth2(TestServers.operatorToken())
                        .contentType("application/json")
                        .body(
                                "{\"name\":\"%s\",\"url\":\"http://127.0.0.1:9/%s?key=1\",\"event_types\":%s}"
                                        .formatted(name, name, types))
                        .post("/admin/apps/" + app.handle() + "/webhook-endpoints");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return answer.jsonPath()
                .getString(
                        "webhook_endpoints.find { it.name == '%s' }.endpoint_id".formatted(name));
    }

    /** A Classic run that failed. @return its verification's id */
    public String failedRun(TestUser user) {
        var id =
                FlowUnderTest.post(user, "/0.2/request_kyc", "{}")
                        .jsonPath()
                        .getString("verification_uuid");
        worker.found(id, 1, Map.of(), "fraud");
        KycCalls.awaitStatus(user, id, "failed");
        return id;
    }

    /** An Advanced run that waits for data. @return its verification's id */
    public String heldUpRun(TestUser user) {
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of("FirstName", "Adah"));
        KycCalls.awaitStatus(user, id, "documents_required");
        return id;
    }

    /** What the webhook of a verification's transition is known by. */
    public static UUID event(String verification, String type) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement =
                        admin.prepareStatement(
                                "SELECT DISTINCT event_uuid FROM flow.webhook WHERE verification_id = ? AND event_type = ?")) {
            statement.setString(1, verification);
            statement.setString(2, type);
            try (var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getObject(1, UUID.class);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
