package dev.kycplatform.flow.verification;

import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.AdjustableClock;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "flow"))
class KycRefusalsIT {
    @Inject AdjustableClock clock;
    @Inject StubWorker worker;

    private Instant now = Instant.EPOCH;
    private @Nullable TestApp app;

    @BeforeEach
    void begin() {
        now = Instant.now();
        clock.stopAt(now);
        app = FlowUnderTest.app();
    }

    @AfterEach
    void letTheClockRun() {
        clock.run();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvFileSource(resources = "/conformance/kyc-refusals.tsv", delimiter = '\t')
    void isToldInTheContractsWords(
            String situation, int status, @Nullable String errorCode, String message) {
        var app = Objects.requireNonNull(this.app);
        var user = FlowUnderTest.person(app);
        var flow = new String[] {KycCalls.flow(app, "KYC-STANDARD")};
        var answer = provoked(situation, user, flow);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        var body = answer.jsonPath();
        assertThat(body.getString("message"))
                .isEqualTo(message.replace("{handle}", user.handle()).replace("{flow}", flow[0]));
        assertThat(body.getString("error_code")).isEqualTo(errorCode);
        assertThat(body.getBoolean("success")).isFalse();
        assertThat(body.getString("status")).isEqualTo("FAILURE");
        assertThat(body.getString("reference")).isEqualTo("ref-1");
    }

    private Response provoked(String situation, TestUser user, String[] flow) {
        var app = user.app();
        return switch (situation) {
            case "flow absent" -> post(user, "/0.2/kyc", "{}");
            case "flow not a uuid" -> KycCalls.kyc(user, "KYC-STANDARD");
            case "user unknown" ->
                    FlowUnderTest.postWithToken(
                            FlowUnderTest.token(app),
                            "/0.2/kyc",
                            body(app, "nobody").put("flow", flow[0]));
            case "flow unknown" -> KycCalls.kyc(user, flow[0] = UUID.randomUUID().toString());
            case "flow of another app" ->
                    KycCalls.kyc(
                            user, flow[0] = KycCalls.flow(FlowUnderTest.app(), "KYC-STANDARD"));
            case "flow retired" -> {
                flow[0] = KycCalls.draft(app, "[\"name\"]");
                KycCalls.change(flow[0], "retire", TestServers.operatorToken())
                        .then()
                        .statusCode(200);
                yield KycCalls.kyc(user, flow[0]);
            }
            case "flow not approved" -> {
                pass(user);
                yield KycCalls.kyc(user, flow[0] = KycCalls.draft(app, "[\"name\"]"));
            }
            case "recently passed" -> {
                var slow = KycCalls.started(user);
                advance(Duration.ofMinutes(15));
                pass(user);
                assertThat(slow).isNotEmpty();
                yield KycCalls.kyc(user, flow[0]);
            }
            case "duplicate pending" -> {
                KycCalls.started(user);
                yield KycCalls.kyc(user, flow[0]);
            }
            case "attempts exceeded" -> {
                fail(user);
                fail(user);
                yield KycCalls.kyc(user, flow[0]);
            }
            case "data missing" -> {
                var bare = bare(app, user);
                yield KycCalls.kyc(bare, flow[0]);
            }
            default -> throw new IllegalStateException("no such situation: " + situation);
        };
    }

    /** Another entity, of whom no more than the name is registered. */
    private static TestUser bare(TestApp app, TestUser like) {
        var handle = FlowUnderTest.newHandle();
        var key = FlowUnderTest.newKey();
        var registration =
                body(app, handle)
                        .setAll(
                                FlowUnderTest.json(
                                        """
                                        {"entity":{"type":"individual","first_name":"Ada","last_name":"Example"},
                                         "crypto_entry":{"crypto_code":"ETH","crypto_address":"%s"}}\
                                        """
                                                .formatted(FlowUnderTest.addressOf(key))));
        post(app, "/0.2/register", (ObjectNode) registration).then().statusCode(200);
        return new TestUser(like.app(), handle, key);
    }

    private void pass(TestUser user) {
        var id = KycCalls.started(user);
        worker.found(id, 1, Map.of());
        KycCalls.awaitStatus(user, id, "passed");
    }

    private void fail(TestUser user) {
        var id = KycCalls.started(user);
        worker.answer(id, 1, ResultCode.INVALID);
        KycCalls.awaitStatus(user, id, "failed");
    }

    private void advance(Duration by) {
        now = now.plus(by);
        clock.stopAt(now);
    }
}
