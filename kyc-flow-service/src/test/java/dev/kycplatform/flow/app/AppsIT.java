package dev.kycplatform.flow.app;

import static dev.kycplatform.flow.FlowUnderTest.body;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class AppsIT {
    @Inject AppAnnouncer announcer;

    @Test
    void areMadeWithAKeyAClientAndASigningSecret() {
        var made =
                operator()
                        .body("{\"app_handle\":\"Made-1.silamoney.eth\",\"name\":\"Made\"}")
                        .post("/admin/apps")
                        .jsonPath();
        assertThat(made.getString("app_handle")).isEqualTo("made-1");
        assertThat(made.getString("private_key")).matches("[0-9a-f]{64}");
        assertThat(made.getString("address")).matches("0x[0-9a-f]{40}");
        assertThat(FlowUnderTest.addressOf(made.getString("private_key")))
                .isEqualTo(made.getString("address"));
        assertThat(made.getString("client_id")).hasSize(43);
        assertThat(made.getString("client_secret")).hasSize(86);
        assertThat(made.getString("webhook_secret")).startsWith("whsec_");
        var again = operator().body("{\"app_handle\":\"made-1\"}").post("/admin/apps");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.jsonPath().getString("code")).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void areShownWithoutTheirSecrets() {
        var app = FlowUnderTest.app();
        var shown = operator().get(path(app));
        assertThat(shown.jsonPath().getString("clients[0].id")).isEqualTo(app.clientId());
        assertThat(shown.asString()).doesNotContain(app.clientSecret(), app.privateKey());
        assertThat(operator().get("/admin/apps/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void areListedPageByPage() {
        FlowUnderTest.app();
        FlowUnderTest.app();
        var handles = new ArrayList<String>();
        var after = "";
        do {
            var page = operator().get("/admin/apps?limit=1&after=" + after).jsonPath();
            handles.addAll(page.getList("apps.app_handle"));
            after = page.getString("next_after");
        } while (after != null);
        assertThat(handles).hasSizeGreaterThanOrEqualTo(2).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void areRefusedWhileTheyAreDisabled() {
        var app = FlowUnderTest.app();
        var token = FlowUnderTest.token(app);
        change(app, "{\"enabled\":false,\"reason\":\"unpaid\"}");
        assertThat(ask(app).statusCode()).isEqualTo(401);
        assertThat(askWithToken(app, token).statusCode()).isEqualTo(401);
        assertThat(FlowUnderTest.requestToken(app).statusCode()).isEqualTo(401);
        change(app, "{\"enabled\":true}");
        assertThat(ask(app).statusCode()).isEqualTo(200);
    }

    @Test
    void rotateTheirKeysWithoutAMomentOfNone() {
        var app = FlowUnderTest.app();
        var fresh = operator().post(path(app) + "/addresses").jsonPath();
        var rotated = new TestApp(app.handle(), fresh.getString("private_key"), app.clientId(), "");
        assertThat(ask(app).statusCode()).isEqualTo(200);
        assertThat(ask(rotated).statusCode()).isEqualTo(200);
        operator()
                .delete(path(app) + "/addresses/" + FlowUnderTest.addressOf(app.privateKey()))
                .then()
                .statusCode(200);
        assertThat(ask(app).statusCode()).isEqualTo(401);
        assertThat(ask(rotated).statusCode()).isEqualTo(200);
    }

    @Test
    void loseTheirTokensWithTheClient() {
        var app = FlowUnderTest.app();
        var token = FlowUnderTest.token(app);
        operator().post(path(app) + "/clients").then().statusCode(201);
        assertThat(askWithToken(app, token).statusCode()).isEqualTo(200);
        operator().delete(path(app) + "/clients/" + app.clientId()).then().statusCode(200);
        assertThat(askWithToken(app, token).jsonPath().getString("message"))
                .isEqualTo("The auth token is invalid.");
    }

    @Test
    void keepALastSigningSecret() {
        var app = FlowUnderTest.app();
        var id = operator().get(path(app)).jsonPath().getString("webhook_secrets[0].id");
        assertThat(operator().delete(path(app) + "/webhook-secrets/" + id).statusCode())
                .isEqualTo(409);
        operator().post(path(app) + "/webhook-secrets").then().statusCode(201);
        assertThat(operator().delete(path(app) + "/webhook-secrets/" + id).statusCode())
                .isEqualTo(200);
    }

    @Test
    void haveWebhookEndpoints() {
        var app = FlowUnderTest.app();
        var endpoints = path(app) + "/webhook-endpoints";
        var added =
                operator()
                        .body(
                                "{\"url\":\"http://127.0.0.1:9/hook?k=1\",\"event_types\":[\"kyc_status\"]}")
                        .post(endpoints);
        assertThat(added.statusCode()).as(added.asString()).isEqualTo(201);
        assertThat(added.jsonPath().getString("webhook_endpoints[0].url"))
                .isEqualTo("http://127.0.0.1:9/hook?k=1");
        assertThat(added.jsonPath().getList("webhook_endpoints[0].event_types"))
                .containsExactly("kyc_status");
        var id = added.jsonPath().getString("webhook_endpoints[0].endpoint_id");
        var changed = operator().body("{\"enabled\":false}").patch(endpoints + "/" + id).jsonPath();
        assertThat(changed.getBoolean("webhook_endpoints[0].enabled")).isFalse();
        assertThat(changed.getString("webhook_endpoints[0].url"))
                .isEqualTo("http://127.0.0.1:9/hook?k=1");
        var removed = operator().delete(endpoints + "/" + id).jsonPath();
        assertThat(removed.getList("webhook_endpoints")).isEmpty();
    }

    @Test
    void haveNoWebhookEndpointWhereNoneMayBe() {
        var app = FlowUnderTest.app();
        var refused =
                operator()
                        .body("{\"url\":\"https://10.0.0.1/hook\"}")
                        .post(path(app) + "/webhook-endpoints");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("INVALID_REQUEST");
    }

    @Test
    void travelToEveryService() {
        var app = FlowUnderTest.app();
        var handle = new AppHandle(app.handle());
        awaitVersion(handle, 1);
        change(app, "{\"name\":\"Another name\"}");
        awaitVersion(handle, 2);
    }

    @Test
    void areChangedByOperatorsOnly() {
        assertThat(
                        given().contentType("application/json")
                                .body("{\"app_handle\":\"x\"}")
                                .post("/admin/apps")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void areChangedOnTheRecord() throws SQLException {
        var app = FlowUnderTest.app();
        change(app, "{\"enabled\":false,\"reason\":\"unpaid\"}");
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var audit =
                        admin.prepareStatement(
                                "SELECT operator, action, reason FROM flow.audit WHERE subject = ? ORDER BY id")) {
            audit.setString(1, app.handle());
            try (var rows = audit.executeQuery()) {
                rows.next();
                assertThat(rows.getString("action")).isEqualTo("app.register");
                rows.next();
                assertThat(rows.getString("action")).startsWith("app.change(enabled=false");
                assertThat(rows.getString("reason")).isEqualTo("unpaid");
            }
        }
    }

    private void awaitVersion(AppHandle handle, long version) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> announcer.lastVersion(handle) >= version);
    }

    private static void change(TestApp app, String settings) {
        operator().body(settings).patch(path(app)).then().statusCode(200);
    }

    private static Response ask(TestApp app) {
        return FlowUnderTest.post(app, "/0.2/check_handle", body(app, FlowUnderTest.newHandle()));
    }

    private static Response askWithToken(TestApp app, String token) {
        return FlowUnderTest.postWithToken(
                token, "/0.2/check_handle", body(app, FlowUnderTest.newHandle()));
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestServers.operatorToken()).contentType("application/json");
    }

    private static String path(TestApp app) {
        return "/admin/apps/" + app.handle();
    }
}
