package dev.kycplatform.intake.partner.http;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static dev.kycplatform.intake.partner.http.PartnerCalls.IN_FORCE;
import static dev.kycplatform.intake.partner.http.PartnerCalls.PATH;
import static dev.kycplatform.intake.partner.http.PartnerCalls.all;
import static dev.kycplatform.intake.partner.http.PartnerCalls.assertProblem;
import static dev.kycplatform.intake.partner.http.PartnerCalls.audit;
import static dev.kycplatform.intake.partner.http.PartnerCalls.awaitCode;
import static dev.kycplatform.intake.partner.http.PartnerCalls.operator;
import static dev.kycplatform.intake.partner.http.PartnerCalls.patch;
import static dev.kycplatform.intake.partner.http.PartnerCalls.register;
import static dev.kycplatform.intake.partner.http.PartnerCalls.registered;
import static dev.kycplatform.intake.partner.http.PartnerCalls.rotate;
import static dev.kycplatform.intake.partner.http.PartnerCalls.show;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.StateTopic;
import dev.kycplatform.eventlog.StateTopics;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.localstack.testing.TestServers;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.PartnerDirectory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class PartnerAdministrationIT {
    @Inject PartnerDirectory directory;
    @Inject StateTopics stateTopics;
    @Inject EventCodec codec;
    @Inject Keysets keysets;

    @BeforeEach
    void prepare() {
        IntakeUnderTest.partner();
    }

    @Test
    void registersAPartnerUnderTheIdWantedAndAuditsIt() {
        var answer =
                register(
                        """
                        {"partner_id":"007","name":"Example Bank","id_types":["NG/BVN"],
                         "default_callback":"http://127.0.0.1:9/cb","rate":{"per_second":5,"burst":10},
                         "production_enabled":true,"give_up_after":"P3D","reason":"contract 17"}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.jsonPath().getString("partner_id")).isEqualTo("007");
        assertThat(answer.jsonPath().getString("api_key")).isNotBlank();
        assertThat(answer.jsonPath().getString("webhook_secret")).startsWith("whsec_");
        assertThat(audit("007")).containsExactly("developer|partner.register|contract 17");
        var shown = show("007");
        assertThat(shown.getString("name")).isEqualTo("Example Bank");
        assertThat(shown.getList("id_types")).containsExactly("NG/BVN");
        assertThat(shown.getString("default_callback")).isEqualTo("http://127.0.0.1:9/cb");
        assertThat(shown.getInt("rate.per_second")).isEqualTo(5);
        assertThat(shown.getInt("rate.burst")).isEqualTo(10);
        assertThat(shown.getString("give_up_after")).isEqualTo("PT72H");
        assertThat(shown.getBoolean("enabled")).isTrue();
        assertThat(shown.getBoolean("production_enabled")).isTrue();
        assertThat(shown.getList("api_keys")).hasSize(1);
    }

    @Test
    void listsPartnersAPageAtATimeWithoutTheirSecrets() {
        var secrets = new ArrayList<JsonPath>();
        for (int i = 0; i < 3; i++) {
            secrets.add(register("{\"name\":\"Listed\"}").jsonPath());
        }

        var seen = new ArrayList<String>();
        var text = new StringBuilder();
        String after = "";
        do {
            var page = operator().queryParam("limit", 2).queryParam("after", after).get(PATH);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.jsonPath().getList("partners")).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.jsonPath().getList("partners.partner_id", String.class));
            text.append(page.asString());
            after = page.jsonPath().getString("next_after");
        } while (after != null);

        assertThat(seen).doesNotHaveDuplicates().isSorted();
        for (var made : secrets) {
            assertThat(seen).contains(made.getString("partner_id"));
            assertThat(text.toString())
                    .doesNotContain(made.getString("api_key"))
                    .doesNotContain(made.getString("webhook_secret"));
            assertThat(operator().get(PATH + "/" + made.getString("partner_id")).asString())
                    .doesNotContain(made.getString("api_key"))
                    .doesNotContain(made.getString("webhook_secret"));
        }
    }

    @Test
    void refusesATakenIdAnInvalidOneAndAMissingName() {
        register("{\"partner_id\":\"008\",\"name\":\"First\"}");

        assertProblem(register("{\"partner_id\":\"008\",\"name\":\"Second\"}"), 409, "008");
        assertProblem(register("{\"partner_id\":\"app:x\",\"name\":\"R\"}"), 400, "partner_id");
        assertProblem(register("{}"), 400, "name");
        assertProblem(register(""), 400, "JSON object");
        assertProblem(register("{broken"), 400, "JSON object");
        assertThat(audit("008")).hasSize(1);
    }

    @Test
    void twoWhoWantOneIdAtOnceGetOnePartner() throws Exception {
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> register("{\"partner_id\":\"0099\",\"name\":\"Racer\"}").statusCode());
        }

        assertThat(all(calls)).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @Test
    void refusesWhoeverIsNoOperator() {
        assertProblem(given().get(PATH), 401, "");
        assertProblem(given().auth().oauth2("nonsense").get(PATH), 401, "");
        assertProblem(given().header("Authorization", "Basic eDp5").get(PATH), 401, "");
        assertProblem(given().body("{}").patch(PATH + "/1001"), 401, "");
        assertProblem(given().post(PATH + "/1001/api-keys"), 401, "");
        assertProblem(given().delete(PATH + "/1001/webhook-secrets/x"), 401, "");
    }

    @Test
    void changesOnlyWhatIsNamedAndAuditsIt() {
        var id = registered();
        patch(id, "{\"rate\":{\"per_second\":5,\"burst\":10},\"id_types\":[\"NG/BVN\"]}");

        var answer = patch(id, "{\"name\":\"Renamed\",\"rate\":null,\"reason\":\"ticket 4\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("name")).isEqualTo("Renamed");
        assertThat(answer.jsonPath().getString("rate")).isNull();
        assertThat(answer.jsonPath().getList("id_types")).containsExactly("NG/BVN");
        assertThat(answer.jsonPath().getLong("version")).isEqualTo(3);
        assertThat(show(id).getLong("version")).isEqualTo(3);
        assertThat(audit(id))
                .containsExactly(
                        "developer|partner.register|null",
                        "developer|partner.change(id_types=NG/BVN, rate=5/10)|null",
                        "developer|partner.change(name, rate=none)|ticket 4");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"nmae\":\"x\",\"Enabled\":true}`, nmae",
                "`{\"nmae\":\"x\",\"Enabled\":true}`, Enabled",
                "`{\"partner_id\":\"1\"}`, partner_id",
                "`{\"name\":5}`, name",
                "`{\"name\":null}`, name",
                "`{\"name\":\" \"}`, name",
                "`{\"name\":\"a\\u0000b\"}`, name",
                "`{\"enabled\":\"yes\"}`, enabled",
                "`{\"enabled\":null}`, enabled",
                "`{\"production_enabled\":1}`, production_enabled",
                "`{\"id_types\":\"NG/BVN\"}`, id_types",
                "`{\"id_types\":[]}`, id_types",
                "`{\"id_types\":[5]}`, id_types",
                "`{\"id_types\":[\"NG/NONE\"]}`, id_types",
                "`{\"id_types\":[\"BVN\"]}`, id_types",
                "`{\"default_callback\":5}`, default_callback",
                "`{\"default_callback\":\"ftp://example.com/\"}`, default_callback",
                "`{\"default_callback\":\"http://10.0.0.1/\"}`, default_callback",
                "`{\"default_callback\":\"https://[::ffff:127.0.0.1]/\"}`, default_callback",
                "`{\"default_callback\":\"https://nobody.invalid/cb\"}`, default_callback",
                "`{\"default_callback\":\"\"}`, default_callback",
                "`{\"rate\":5}`, rate",
                "`{\"rate\":{\"per_second\":5}}`, rate.burst",
                "`{\"rate\":{\"per_second\":0,\"burst\":1}}`, rate.per_second",
                "`{\"rate\":{\"per_second\":1.5,\"burst\":1}}`, rate.per_second",
                "`{\"rate\":{\"per_second\":1,\"burst\":9999999999}}`, rate.burst",
                "`{\"rate\":{\"per_second\":1,\"burst\":1,\"per_day\":1}}`, rate.per_day",
                "`{\"give_up_after\":3}`, give_up_after",
                "`{\"give_up_after\":\"3 days\"}`, give_up_after",
                "`{\"give_up_after\":\"PT59S\"}`, give_up_after",
                "`{\"give_up_after\":\"P61D\"}`, give_up_after",
                "`{\"version\":\"1\"}`, version",
                "`{\"reason\":7}`, reason",
                "`{\"name\":\"a\",\"name\":\"b\"}`, JSON object",
                "`[]`, JSON object",
                "`{} {}`, JSON object",
                "``, JSON object"
            })
    void refusesAPatchThatBreaksARuleAndNamesTheField(String body, String named) {
        var id = registered();

        assertProblem(patch(id, body), 400, named);

        assertThat(show(id).getLong("version")).isEqualTo(1);
        assertThat(audit(id)).hasSize(1);
    }

    @Test
    void knowsNoPartnerThatIsNotThere() {
        assertProblem(operator().get(PATH + "/424242"), 404, "424242");
        assertProblem(patch("424242", "{\"enabled\":false}"), 404, "424242");
        assertProblem(rotate("424242", "api-keys", ""), 404, "424242");
        assertProblem(operator().delete(PATH + "/424242/api-keys/x"), 404, "424242");
        assertProblem(operator().get(PATH + "/" + "9".repeat(300)), 404, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=many", "after=%00"})
    void refusesAPageThatCannotBe(String query) {
        assertProblem(operator().urlEncodingEnabled(false).get(PATH + "?" + query), 400, "must be");
    }

    @Test
    void aVersionThatIsNotTheStoredOneIsAConflict() {
        var id = registered();
        assertThat(patch(id, "{\"enabled\":false,\"version\":1}").statusCode()).isEqualTo(200);

        assertProblem(patch(id, "{\"enabled\":true,\"version\":1}"), 409, "version");

        assertThat(show(id).getBoolean("enabled")).isFalse();
    }

    @Test
    void changesAtTheSameTimeAreAllInForceOrRefused() throws Exception {
        var id = registered();
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 1; i <= 16; i++) {
            var body = "{\"rate\":{\"per_second\":%d,\"burst\":1}}".formatted(i);
            calls.add(() -> patch(id, body).statusCode());
        }

        var statuses = all(calls);

        assertThat(statuses).containsOnly(200, 409).contains(200);
        var succeeded = statuses.stream().filter(status -> status == 200).count();
        assertThat(show(id).getLong("version")).isEqualTo(1 + succeeded);
        assertThat(audit(id)).hasSize((int) (1 + succeeded));
    }

    @Test
    void aDisabledPartnerIsRefusedUntilItIsEnabled() {
        var partner = IntakeUnderTest.registerPartner();

        patch(partner.id(), "{\"enabled\":false,\"reason\":\"unpaid\"}");
        awaitCode(partner, "2205");

        patch(partner.id(), "{\"enabled\":true}");
        awaitCode(partner, "2213");
    }

    @Test
    void aJobWithoutAnAddressGoesToThePartnersDefault() {
        var partner = IntakeUnderTest.registerPartner();
        var job = request(partner);
        job.remove("callback_url");
        var refused = post("/v1/async_id_verification", job);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("2213");
        patch(partner.id(), "{\"default_callback\":\"http://127.0.0.1:9/default?x=1\"}");
        Awaitility.await("the default to be in force")
                .atMost(IN_FORCE)
                .until(() -> found(partner.id()).defaultCallback().isPresent());

        var accepted = post("/v1/async_id_verification", job);

        assertThat(accepted.asString()).isEqualTo("{\"success\":true}");
        var jobId = job.get("partner_params").get("job_id").textValue();
        assertThat(published(JobKey.of(partner.id(), jobId)).callbackUrl())
                .isEqualTo("http://127.0.0.1:9/default?x=1");
    }

    /** What the worker would read, opened. */
    private JobRequest published(JobKey key) {
        var jobs = new ConcurrentHashMap<String, JobRequested>();
        try (var _ = stateTopics.read(Topics.JOBS, listener(jobs))) {
            Awaitility.await("the job's record")
                    .atMost(IN_FORCE)
                    .until(() -> jobs.containsKey(key.toString()));
        }
        var event = Objects.requireNonNull(jobs.get(key.toString()));
        var binding = Binding.ofJob(Purpose.JOB_REQUEST, key, event.acceptedAt());
        var opened = keysets.seal(Purpose.JOB_REQUEST).open(event.request(), binding);
        return codec.decode(opened, JobRequest.class);
    }

    private StateTopic.Listener listener(Map<String, JobRequested> jobs) {
        return new StateTopic.Listener() {
            @Override
            public void changed(String key, byte[] value) {
                jobs.put(key, codec.decode(value, JobRequested.class));
            }

            @Override
            public void removed(String key) {}
        };
    }

    private Partner found(String id) {
        return directory.find(new PartnerId(id)).orElseThrow();
    }
}
