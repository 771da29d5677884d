package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./kyc up} leaves for whoever tries flows, and what {@code ./kyc app, flow} and {@code review} do. */
class FlowOperatorsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID_NUMBER = "123456789";

    @TempDir Path directory;

    private OperatorCommands commands;

    @BeforeEach
    void giveTokens() {
        commands = new OperatorCommands(directory);
    }

    @Test
    void theSandboxAppIsWrittenDownWithAllItNeeds() throws IOException {
        var stack = Platform.stack();
        var file = stack.settings().state().resolve("app.json");
        var app = JSON.readTree(Files.readString(file));

        assertThat(app.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "app_handle",
                        "private_key",
                        "client_id",
                        "client_secret",
                        "webhook_secret",
                        "base_url",
                        "https_base_url",
                        "flow",
                        "unapproved_flow");
        assertThat(app.path("private_key").asText()).matches("[0-9a-f]{64}");
        assertThat(app.path("webhook_secret").asText()).startsWith("whsec_");
        assertThat(app.path("base_url").asText()).matches("http://127\\.0\\.0\\.1:[0-9]+");
        assertThat(app.path("https_base_url").asText()).matches("https://localhost:[0-9]+");
        assertThat(app.path("flow").asText())
                .isNotEqualTo(app.path("unapproved_flow").asText())
                .satisfies(UUID::fromString);
    }

    @Test
    void oneOfTheSandboxAppsFlowsMayBeUsedAndTheOtherNot() {
        var sandbox = Platform.stack().app();
        var app = FlowApp.ofSandbox(Platform.stack());
        var user = app.registerUser("individual", "", ID_NUMBER);

        var refused = start(app, user, sandbox.unapprovedFlow());
        var started = start(app, user, sandbox.flow());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("error_code").asText()).isEqualTo("KYC_FLOW_NOT_APPROVED");
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        app.awaitStatus(user, "passed");
    }

    @Test
    void anAppIsRegisteredItsCredentialsRotatedAndItIsShutOut() {
        var handle = "cli-" + UUID.randomUUID();

        assertThat(kyc("app", "create", handle, "--name=From a terminal"))
                .contains("private key", "client id", "client secret", "signing secret");
        assertThat(kyc("app", "rotate", handle, "CLIENT", "--reason=yearly"))
                .contains("client secret");
        assertThat(kyc("app", "add-webhook", handle, "http://127.0.0.1:9000/webhooks"))
                .contains("http://127.0.0.1:9000/webhooks");
        assertThat(kyc("app", "disable", handle, "--reason=unpaid")).contains("disabled");
        assertThat(kyc("app", "list")).contains(handle);
        assertThat(
                        Ledger.count(
                                "SELECT count(DISTINCT action) FROM flow.audit WHERE subject LIKE ?",
                                handle + "%"))
                .isEqualTo(4);
    }

    @Test
    void aFlowIsUsedOnceSomebodyOfComplianceHasApprovedItAndNotAfterItIsRetired() {
        var app = FlowApp.register(Platform.stack());
        var user = app.registerUser("individual", "", ID_NUMBER);
        var flow =
                parsed(
                                kyc(
                                        "flow",
                                        "create",
                                        app.handle(),
                                        "Names and phones",
                                        "--checks=name,phone",
                                        "--id-types=US/SSN",
                                        "--json"))
                        .path("flow")
                        .asText();
        assertThat(start(app, user, flow).body().path("error_code").asText())
                .isEqualTo("KYC_FLOW_NOT_APPROVED");

        assertThat(commands.refused("flow", "approve", flow)).contains("403");
        assertThat(commands.runForCompliance("flow", "approve", flow, "--reason=looks right"))
                .contains("approved");
        var started = start(app, user, flow);
        assertThat(kyc("flow", "list", "--app=" + app.handle())).contains(flow, "KYC-STANDARD");
        assertThat(kyc("flow", "retire", flow)).contains("retired");

        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        assertThat(started.body().path("checks_requested"))
                .extracting(JsonNode::asText)
                .containsExactly("name", "phone");
        var another = app.registerUser("individual", "", ID_NUMBER);
        assertThat(start(app, another, flow).body().path("error_code").asText())
                .isEqualTo("KYC_FLOW_DNE");
    }

    @Test
    void aFlowWithVerdictsOfItsOwnPassesWhomTheTableWouldNot() {
        var app = FlowApp.register(Platform.stack());
        var made =
                kyc(
                        "flow",
                        "create",
                        app.handle(),
                        "Addresses do not matter",
                        "--checks=address,name",
                        "--verdicts=address=no_match:passed,name=no_match:review",
                        "--json");
        var flow = parsed(made).path("flow").asText();
        commands.runForCompliance("flow", "approve", flow, "--reason=agreed");

        var moved = app.registerUser("individual", "street_address_1=420 420th Street", ID_NUMBER);
        var unknown = app.registerUser("individual", "first_name=Fail", ID_NUMBER);

        app.awaitRecorded(moved, started(app, moved, flow), "passed");
        app.awaitRecorded(unknown, started(app, unknown, flow), "review");
        assertThat(kyc("flow", "show", flow))
                .contains("\"address=no_match\" : \"passed\"", "\"approved_by\"");
        assertThat(
                        commands.refused(
                                "flow",
                                "create",
                                app.handle(),
                                "No such check",
                                "--checks=name",
                                "--verdicts=phone=partial:passed"))
                .contains("phone=partial");
        assertThat(
                        commands.refused(
                                "flow",
                                "create",
                                app.handle(),
                                "No such verdict",
                                "--checks=name",
                                "--verdicts=name=partial"))
                .contains("a verdict is given as name=partial:passed");
    }

    @Test
    void aReviewIsListedShownAndDecidedWithAReason() {
        var app = FlowApp.register(Platform.stack());
        var user = app.registerUser("individual", "first_name=Review", ID_NUMBER);
        var id = started(app, user, app.flow("KYC-STANDARD"));
        app.awaitStatus(user, "review");

        assertThat(kyc("review", "list")).contains(id, app.handle() + "/" + user);
        assertThat(commands.refused("review", "decide", id, "pass")).contains("--reason");
        assertThat(kyc("review", "decide", id, "pass", "--reason=seen in person"))
                .contains("passed");

        app.awaitStatus(user, "passed");
        assertThat(kyc("review", "show", id)).contains("seen in person", "developer");
        assertThat(kyc("review", "list")).doesNotContain(id);
        assertThat(commands.refused("review", "decide", id, "fail", "--reason=too late"))
                .contains("409");
    }

    private static FlowApp.Answer start(FlowApp app, String user, String flow) {
        return app.post("/0.2/kyc", app.about(user).put("flow", flow));
    }

    /** @return the verification's id */
    private static String started(FlowApp app, String user, String flow) {
        var answer = start(app, user, flow);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
        return answer.body().path("verification_ids").path(0).path("verification_id").asText();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }

    private String kyc(String... arguments) {
        return commands.run(arguments);
    }
}
