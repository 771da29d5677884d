package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every endpoint that takes an id, asked by somebody whose it is not: the answer is the one about an id that nobody
 * ever had, to the byte. And asked by whose it is, the answer is another one: what is there to be found is really there.
 */
class ForeignIdsSecurityIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final CallbackInbox INBOX = CallbackInbox.open();
    private static final PartnerClient OWNER = Platform.partner();
    private static final FlowApp OWNERS_APP = FlowApp.register(Platform.stack());
    private static final FlowApp FOREIGN_APP = FlowApp.register(Platform.stack());

    @SuppressWarnings("NullAway.Init") // all of them before everything
    private static PartnerClient foreigner;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> theirs;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> nobodys;

    @BeforeAll
    static void somethingToFind() {
        foreigner = Platform.partnerWith("KE/NATIONAL_ID");
        var job = OWNER.newJobId();
        assertThat(OWNER.submit(OWNER.job(job, "NG", "BVN", "00000000000", INBOX.url())).status())
                .isEqualTo(200);
        var webhook = INBOX.await(job).webhookId();

        var user = OWNERS_APP.registerUser("individual", "", "543212222");
        var started =
                OWNERS_APP.post(
                        "/0.2/kyc",
                        OWNERS_APP.about(user).put("flow", OWNERS_APP.flow("KYC-STANDARD")));
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        var verification =
                started.body().path("verification_ids").path(0).path("verification_id").asText();
        var added =
                OWNERS_APP.post(
                        "/0.2/add/email", OWNERS_APP.about(user).put("email", "new@example.com"));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(200);

        theirs =
                Map.of(
                        "JOB", job,
                        "WEBHOOK", webhook,
                        "USER", user,
                        "VERIFICATION", verification,
                        "FLOW", OWNERS_APP.flow("KYC-STANDARD"),
                        "EMAIL", added.body().path("email").path("uuid").asText());
        assertThat(theirs.values()).noneMatch(String::isEmpty);
        nobodys =
                Map.of(
                        "JOB", "job-of-nobody",
                        "WEBHOOK", webhook.replaceAll("[0-9a-f]{6}$", "000000"),
                        "USER", "user-" + UUID.randomUUID(),
                        "VERIFICATION", UUID.randomUUID().toString(),
                        "FLOW", UUID.randomUUID().toString(),
                        "EMAIL", UUID.randomUUID().toString());
    }

    @AfterAll
    static void close() {
        INBOX.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/job_status       | "job_id":"JOB","user_id":"user-1"
                    /v1/callbacks/search | "job_id":"JOB"
                    /v1/callbacks/search | "webhook_id":"WEBHOOK"
                    /v1/callbacks/replay | "job_id":"JOB"
                    /v1/callbacks/replay | "webhook_id":"WEBHOOK"
                    """)
    void anotherPartnersIdIsNobodysId(String path, String members) {
        var foreign = foreigner.ask(path, of(JSON.createObjectNode(), members, theirs));
        var unknown = foreigner.ask(path, of(JSON.createObjectNode(), members, nobodys));
        var own = OWNER.ask(path, of(JSON.createObjectNode(), members, theirs));

        assertThat(alike(foreign.status(), foreign.body().toString(), theirs))
                .isEqualTo(alike(unknown.status(), unknown.body().toString(), nobodys));
        assertThat(alike(own.status(), own.body().toString(), theirs))
                .isNotEqualTo(alike(unknown.status(), unknown.body().toString(), nobodys));
    }

    /** With a user of the foreign app's where no user is asked for. */
    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /0.2/get_entity                     | USER |
                    POST | /0.2/get_verifications              | USER |
                    POST | /0.2/get_verifications/VERIFICATION | USER |
                    POST | /0.2/get_verifications/VERIFICATION | own  |
                    POST | /0.2/get_verification               | USER | "verification_uuid":"VERIFICATION"
                    POST | /0.2/get_verification               | own  | "verification_uuid":"VERIFICATION"
                    PUT  | /0.2/resume_verification            | USER | "verification_uuid":"VERIFICATION","update":"entity"
                    PUT  | /0.2/resume_verification            | own  | "verification_uuid":"VERIFICATION","update":"entity"
                    POST | /0.2/check_kyc                      | USER |
                    POST | /0.2/request_kyc                    | USER |
                    POST | /0.2/kyc                            | USER | "flow":"FLOW"
                    POST | /0.2/kyc                            | own  | "flow":"FLOW"
                    POST | /0.2/list_documents                 | USER |
                    POST | /0.2/update/email                   | USER | "uuid":"EMAIL","email":"other@example.com"
                    POST | /0.2/update/email                   | own  | "uuid":"EMAIL","email":"other@example.com"
                    POST | /0.2/add/email                      | USER | "email":"third@example.com"
                    POST | /0.2/delete/email                   | USER | "uuid":"EMAIL"
                    POST | /0.2/delete/email                   | own  | "uuid":"EMAIL"
                    POST | /0.2/update/entity                  | USER | "first_name":"Eve"
                    """)
    void anotherAppsIdIsNobodysId(String method, String path, String user, String members) {
        var ownUser =
                user.equals("own") ? FOREIGN_APP.registerUser("individual", "", "543212223") : "";

        var foreign = asked(method, path, user, members, theirs, ownUser);
        var unknown = asked(method, path, user, members, nobodys, ownUser);

        assertThat(alike(foreign.status(), foreign.body().toString(), theirs))
                .isEqualTo(alike(unknown.status(), unknown.body().toString(), nobodys));
        assertThat(foreign.body().path("success").asBoolean()).as("%s", foreign.body()).isFalse();
    }

    @Test
    void whatIsAskedForIsThereForWhoseItIs() {
        var user = OWNERS_APP.about(theirs.getOrDefault("USER", ""));

        var entity = OWNERS_APP.post("/0.2/get_entity", user);
        var verification =
                OWNERS_APP.post(
                        "/0.2/get_verification",
                        user.deepCopy()
                                .put("verification_uuid", theirs.getOrDefault("VERIFICATION", "")));

        assertThat(entity.status()).as("%s", entity.body()).isEqualTo(200);
        assertThat(entity.body().toString()).contains("new@example.com").doesNotContain("Eve");
        assertThat(verification.status()).as("%s", verification.body()).isEqualTo(200);
    }

    private static FlowApp.Answer asked(
            String method,
            String path,
            String user,
            String members,
            Map<String, String> ids,
            String ownUser) {
        var about = user.equals("own") ? ownUser : ids.getOrDefault(user, "");
        var body = of(FOREIGN_APP.about(about), members == null ? "" : members, ids);
        var target = named(path, ids);
        return method.equals("PUT")
                ? FOREIGN_APP.put(target, body)
                : FOREIGN_APP.post(target, body);
    }

    private static ObjectNode of(ObjectNode body, String members, Map<String, String> ids) {
        try {
            return body.setAll((ObjectNode) JSON.readTree("{" + named(members, ids) + "}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(members, e);
        }
    }

    private static String named(String text, Map<String, String> ids) {
        var named = text;
        for (var id : ids.entrySet()) {
            named = named.replace(id.getKey(), id.getValue());
        }
        return named;
    }

    /** Without what is another one in every answer, and with the ids' names instead of the ids. */
    private static String alike(int status, String body, Map<String, String> ids) {
        var alike = body;
        for (var id : ids.entrySet()) {
            alike = alike.replace(id.getValue(), id.getKey());
        }
        return status
                + " "
                + alike.replaceAll(
                        "\"(timestamp|signature|reference|sila_reference_id|response_time_ms|trace_id)\":(\"[^\"]*\"|[0-9.]+)",
                        "");
    }
}
