package dev.kycplatform.intake.partner.http;

import static dev.kycplatform.intake.partner.http.PartnerCalls.IN_FORCE;
import static dev.kycplatform.intake.partner.http.PartnerCalls.PATH;
import static dev.kycplatform.intake.partner.http.PartnerCalls.all;
import static dev.kycplatform.intake.partner.http.PartnerCalls.assertProblem;
import static dev.kycplatform.intake.partner.http.PartnerCalls.audit;
import static dev.kycplatform.intake.partner.http.PartnerCalls.awaitCode;
import static dev.kycplatform.intake.partner.http.PartnerCalls.code;
import static dev.kycplatform.intake.partner.http.PartnerCalls.operator;
import static dev.kycplatform.intake.partner.http.PartnerCalls.registered;
import static dev.kycplatform.intake.partner.http.PartnerCalls.rotate;
import static dev.kycplatform.intake.partner.http.PartnerCalls.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.intake.partner.ForgetExpiredSecrets;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.partners.PartnerDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and signing secrets of partners, from one to the next. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class PartnerSecretsIT {
    @Inject PartnerDirectory directory;
    @Inject ForgetExpiredSecrets forgetExpiredSecrets;

    @BeforeEach
    void prepare() {
        IntakeUnderTest.partner();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-keys", "webhook-secrets"})
    void rotatesWithTwoLiveOnesAtMost(String kind) {
        var id = registered();
        var first = live(id, kind).getFirst();
        var end = Instant.now().plus(Duration.ofHours(2)).toString();

        var rotated =
                rotate(
                        id,
                        kind,
                        "{\"previous_valid_until\":\"" + end + "\",\"reason\":\"yearly\"}");

        assertThat(rotated.statusCode()).isEqualTo(201);
        var second = rotated.jsonPath().getString("secret_id");
        var member = kind.equals("api-keys") ? "api_key" : "webhook_secret";
        assertThat(rotated.jsonPath().getString(member)).hasSizeGreaterThan(32);
        assertThat(live(id, kind)).containsExactly(second, first);
        var notAfter = show(id).getString(kind.replace('-', '_') + "[1].not_after");
        assertThat(Instant.parse(notAfter))
                .isBetween(Instant.parse(end).minusMillis(1), Instant.parse(end));

        assertProblem(rotate(id, kind, ""), 409, "end_oldest");
        var third = rotate(id, kind, "{\"end_oldest\":true}").jsonPath().getString("secret_id");
        assertThat(live(id, kind)).containsExactly(third, second);

        assertThat(operator().delete(PATH + "/" + id + "/" + kind + "/" + second).statusCode())
                .isEqualTo(204);
        assertThat(live(id, kind)).containsExactly(third);
        assertProblem(operator().delete(PATH + "/" + id + "/" + kind + "/" + third), 409, "only");
        assertProblem(
                operator().delete(PATH + "/" + id + "/" + kind + "/" + second), 404, "secret_id");
        assertThat(audit(id))
                .hasSize(4)
                .anyMatch(row -> row.endsWith("rotate(" + second + ")|yearly"))
                .anyMatch(row -> row.contains("remove(" + second + ")"));
    }

    @Test
    void theFormerKeyEndsAfterADayUnlessAskedOtherwise() {
        var id = registered();
        var before = Instant.now();

        rotate(id, "api-keys", "");

        var notAfter = Instant.parse(show(id).getString("api_keys[1].not_after"));
        assertThat(notAfter)
                .isBetween(
                        before.plus(Duration.ofHours(24)).minusSeconds(1),
                        Instant.now().plus(Duration.ofHours(24)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"previous_valid_until\":\"2020-01-01T00:00:00Z\"}`, previous_valid_until",
                "`{\"previous_valid_until\":\"tomorrow\"}`, previous_valid_until",
                "`{\"previous_valid_until\":5}`, previous_valid_until",
                "`{\"end_oldest\":\"yes\"}`, end_oldest",
                "`{\"until\":\"2030-01-01T00:00:00Z\"}`, until",
                "`nonsense`, JSON object"
            })
    void refusesARotationThatBreaksARule(String body, String named) {
        var id = registered();

        assertProblem(rotate(id, "api-keys", body), 400, named);

        assertThat(live(id, "api-keys")).hasSize(1);
    }

    @Test
    void rotationsAtTheSameTimeLeaveTwoLiveOnes() throws Exception {
        var id = registered();
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> rotate(id, "api-keys", "").statusCode());
        }

        assertThat(all(calls)).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(live(id, "api-keys")).hasSize(2);
    }

    @Test
    void bothKeysAuthenticateUntilTheFormerOneIsRemoved() {
        var old = IntakeUnderTest.registerPartner();
        var former = live(old.id(), "api-keys").getFirst();

        var fresh =
                new RegisteredPartner(
                        old.id(), rotate(old.id(), "api-keys", "").jsonPath().get("api_key"));

        awaitCode(fresh, "2213");
        assertThat(code(old)).isEqualTo("2213");
        operator().delete(PATH + "/" + old.id() + "/api-keys/" + former);
        awaitCode(old, "2205");
        assertThat(code(fresh)).isEqualTo("2213");
    }

    @Test
    void aKeyIsNotAcceptedPastItsEndAndIsForgotten() throws Exception {
        var old = IntakeUnderTest.registerPartner();
        var end = Instant.now().plusSeconds(2);
        rotate(old.id(), "api-keys", "{\"previous_valid_until\":\"" + end + "\"}");

        awaitCode(old, "2205");
        assertThat(Instant.now()).isAfter(end);

        forgetExpiredSecrets.forget();

        assertThat(
                        count(
                                "intake.partner_secret WHERE partner_id = '"
                                        + old.id()
                                        + "' AND kind = 'API_KEY'"))
                .isEqualTo(1);
        assertThat(audit(old.id())).contains("platform|partner.secrets.expire|null");
        Awaitility.await("the topic to know one key only")
                .atMost(IN_FORCE)
                .until(
                        () ->
                                directory
                                                .find(new PartnerId(old.id()))
                                                .orElseThrow()
                                                .apiKeys()
                                                .size()
                                        == 1);
    }

    private static List<String> live(String id, String kind) {
        return show(id).getList(kind.replace('-', '_') + ".secret_id", String.class);
    }

    private static long count(String fromWhere) throws SQLException {
        try (var admin = DriverManager.getConnection(TestServers.adminJdbcUrl());
                var rows =
                        admin.createStatement().executeQuery("SELECT count(*) FROM " + fromWhere)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
