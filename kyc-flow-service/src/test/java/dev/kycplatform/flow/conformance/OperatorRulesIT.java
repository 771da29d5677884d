package dev.kycplatform.flow.conformance;

import static dev.kycplatform.flow.FlowUnderTest.addressOf;
import static dev.kycplatform.flow.FlowUnderTest.newHandle;
import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.verification.KycCalls;
import dev.kycplatform.flow.verification.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of operators.tsv and operator-refusals.tsv. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class OperatorRulesIT {
    @Inject StubWorker worker;

    static List<String[]> rules() {
        return Table.rows("operators.tsv", 7);
    }

    private record Audited(String operator, String action, String subject, String reason) {}

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void isDoneByWhoMayAndWrittenDown(
            String call,
            String body,
            String roles,
            int status,
            String action,
            String subject,
            String reason) {
        for (var role : roles.split(",")) {
            var draft = scene(call);
            var before = lastAudited();

            var answer = send(call, body, draft, given().auth().oauth2(tokens().get(role)));

            assertThat(answer.statusCode()).as("%s: %s", role, answer.asString()).isEqualTo(status);
            var written = audited(before);
            if (action.isEmpty()) {
                assertThat(written).isEmpty();
            } else {
                assertThat(written).hasSize(1);
                assertThat(written.getFirst().operator()).isEqualTo("developer");
                assertThat(written.getFirst().action()).startsWith(draft.filled(action));
                assertThat(written.getFirst().subject())
                        .isEqualTo(
                                subject.startsWith("/")
                                        ? answer.jsonPath().getString(subject.substring(1))
                                        : draft.filled(subject));
                assertThat(written.getFirst().reason()).isEqualTo(reason);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void isDoneByNobodyElse(
            String call,
            String body,
            String roles,
            int status,
            String action,
            String subject,
            String reason) {
        var draft = scene(call);
        var appsToken = FlowUnderTest.token(FlowUnderTest.app());
        var before = lastAudited();

        refused(401, send(call, body, draft, given()));
        refused(401, send(call, body, draft, given().auth().oauth2(appsToken)));
        for (var role : tokens().keySet()) {
            if (!List.of(roles.split(",")).contains(role)) {
                refused(403, send(call, body, draft, given().auth().oauth2(tokens().get(role))));
            }
        }

        assertThat(audited(before)).isEmpty();
    }

    static List<String[]> refusals() {
        return Table.rows("operator-refusals.tsv", 6);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void isRefusedAndNothingIsWrittenDown(
            String call, String body, String role, int status, String code, String detail) {
        var draft = scene(call);
        var before = lastAudited();

        var answer = send(call, body, draft, given().auth().oauth2(tokens().get(role)));

        refused(status, answer);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getString("detail")).contains(draft.filled(detail));
        assertThat(audited(before)).isEmpty();
    }

    private static Map<String, String> tokens() {
        return Map.of(
                "operator", TestServers.operatorToken(),
                "compliance", TestServers.complianceToken());
    }

    private static void refused(int status, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    }

    private static Response send(
            String call, String body, Draft draft, RequestSpecification request) {
        var words = draft.filled(call).split(" ", 2);
        if (!body.isEmpty()) {
            request.contentType("application/json").body(draft.filled(body));
        }
        return request.urlEncodingEnabled(false).request(words[0], words[1]);
    }

    private Draft scene(String call) {
        var app = FlowUnderTest.app();
        var names =
                new HashMap<>(
                        Map.ofEntries(
                                entry("app", app.handle()),
                                entry("new", "app-of-" + newHandle()),
                                entry("unknown", "482d405f-2dc4-4cbc-9f37-13e0dfa8be5a"),
                                entry("client", app.clientId()),
                                entry("address", addressOf(app.privateKey()))));
        if (call.contains("${secret}")) {
            names.put("secret", aSecretOfTwo(app));
        }
        if (call.contains("${endpoint}")) {
            names.put("endpoint", anEndpoint(app));
        }
        if (call.contains("${draft}")) {
            names.put("draft", KycCalls.draft(app, "[\"name\"]"));
        }
        if (call.contains("${approved}")) {
            names.put("approved", KycCalls.flow(app, "KYC-STANDARD"));
        }
        if (call.contains("${review}")) {
            names.put("review", aReview(app));
        }
        return new Draft(JsonNodeFactory.instance.objectNode(), names);
    }

    private static String aSecretOfTwo(TestApp app) {
        var secrets = "/admin/apps/" + app.handle() + "/webhook-secrets";
        operator().post(secrets).then().statusCode(201);
        return operator()
                .get("/admin/apps/" + app.handle())
                .jsonPath()
                .getString("webhook_secrets[0].id");
    }

    private static String anEndpoint(TestApp app) {
        return operator()
                .contentType("application/json")
                .body("{\"url\":\"http://127.0.0.1:9/hook\"}")
                .post("/admin/apps/" + app.handle() + "/webhook-endpoints")
                .jsonPath()
                .getString("webhook_endpoints[0].endpoint_id");
    }

    private String aReview(TestApp app) {
        var user = FlowUnderTest.person(app);
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of(), "review");
        KycCalls.awaitStatus(user, id, "review");
        return id;
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestServers.operatorToken());
    }

    private static long lastAudited() {
        return query("SELECT '', '', '', '', coalesce(max(id), 0) FROM flow.audit WHERE id > ?", 0)
                .lastId();
    }

    private static List<Audited> audited(long after) {
        return query(
                        "SELECT operator, action, subject, coalesce(reason, ''), id FROM flow.audit WHERE id > ? ORDER BY id",
                        after)
                .rows();
    }

    private record Rows(List<Audited> rows, long lastId) {}

    private static Rows query(String sql, long after) {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var statement = admin.prepareStatement(sql)) {
            statement.setLong(1, after);
            var all = new ArrayList<Audited>();
            long last = after;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(
                            new Audited(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4)));
                    last = rows.getLong(5);
                }
            }
            return new Rows(all, last);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
