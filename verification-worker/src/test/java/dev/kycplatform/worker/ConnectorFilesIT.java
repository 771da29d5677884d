package dev.kycplatform.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.result.ResultSeal;
import dev.kycplatform.contracts.seal.Keysets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a connector file alone brings about in a running worker, from a directory of the operator's. */
@QuarkusTest
class ConnectorFilesIT extends WorkerTest {
    private static final String APP = "app:bank";

    @Inject Keysets keysets;

    @Test
    void addAnAuthorityAsTheGuideDoes() throws Exception {
        authority.answers(
                200, "{\"holder\":{\"name\":\"Leo, Joe Doe\"},\"msisdn\":\"0900000000\"}");

        var body =
                answered("001", "ZM", "BANK_ACCOUNT", "0000000000000", Map.of("bank_code", "01"));

        assertThat(body.path("ResultCode").asText()).isEqualTo("1012");
        assertThat(body.path("FullName").asText()).isEqualTo("Joe Doe Leo");
        assertThat(body.path("PhoneNumber").asText()).isEqualTo("0900000000");
        assertThat(body.path("FullData").path("holder").path("name").asText())
                .isEqualTo("Leo, Joe Doe");
        assertThat(authority.asked())
                .containsExactly("/accounts {\"account\":\"0000000000000\",\"bank\":\"01\"}");
    }

    @Test
    void ofTheGuideKnowNobody() throws Exception {
        authority.answers(404, "{\"problem\":\"no-account\"}");

        var body =
                answered("001", "ZM", "BANK_ACCOUNT", "0000000000001", Map.of("bank_code", "01"));

        assertThat(body.path("ResultCode").asText()).isEqualTo("1013");
    }

    @Test
    void giveSignalsToFlowsAndToNobodyElse() throws Exception {
        authority.answers(
                200,
                "{\"given_names\":\"Joe\",\"surname\":\"Leo\",\"phone\":\"07\",\"flags\":[\"review\",\"fraud\"]}");

        var flows = answered(APP, "KE", "TAX_INFORMATION", "A000000000P", Map.of());
        var partners = answered("001", "KE", "TAX_INFORMATION", "A000000000P", Map.of());

        assertThat(flows.path("Signals").toString()).isEqualTo("[\"fraud\",\"review\"]");
        assertThat(flows.path("FullName").asText()).isEqualTo("Joe Leo");
        assertThat(partners.path("FullName").asText()).isEqualTo("Joe Leo");
        assertThat(partners.has("Signals")).isFalse();
    }

    @Test
    void askTheRegisterOfIdentitiesForFlows() throws Exception {
        authority.answers(
                200,
                """
                {"outcome":"RECORD","record":{"first_name":"Ada","last_name":"Lovelace","birthdate":"1990-08-19",\
                "address":{"line_1":"123 Main Street","line_2":"Apt 4","city":"New City","state":"OR",\
                "postal_code":"97204","country":"US"},"email":"a@b.example","phone":"555"},"alerts":["fraud"]}""");

        var body =
                answered(
                        APP,
                        "US",
                        "SSN",
                        "123-45-6783",
                        Map.of(
                                "first_name", "Ada",
                                "birthdate", "1990-08-19",
                                "street_address_1", "123 Main Street"));

        assertThat(body.path("ResultCode").asText()).isEqualTo("1012");
        assertThat(body.path("FullName").asText()).isEqualTo("Ada Lovelace");
        assertThat(body.path("FirstName").asText()).isEqualTo("Ada");
        assertThat(body.path("LastName").asText()).isEqualTo("Lovelace");
        assertThat(body.has("EntityName")).isFalse();
        assertThat(body.path("DOB").asText()).isEqualTo("1990-08-19");
        assertThat(body.path("Address").asText()).isEqualTo("123 Main Street Apt 4");
        assertThat(body.path("City").asText()).isEqualTo("New City");
        assertThat(body.path("State").asText()).isEqualTo("OR");
        assertThat(body.path("PostalCode").asText()).isEqualTo("97204");
        assertThat(body.path("Email").asText()).isEqualTo("a@b.example");
        assertThat(body.path("PhoneNumber").asText()).isEqualTo("555");
        assertThat(body.path("Gender").asText()).isEqualTo("Not Available");
        assertThat(body.path("Signals").toString()).isEqualTo("[\"fraud\"]");
        assertThat(authority.asked())
                .containsExactly(
                        "/authorities/us-registry/identities {\"number\":{\"type\":\"SSN\",\"value\":\"123-45-6783\"},"
                                + "\"subject\":{\"first_name\":\"Ada\",\"birthdate\":\"1990-08-19\","
                                + "\"address\":{\"line_1\":\"123 Main Street\"}}}");
    }

    @Test
    void ofFlowsAreNotAskedForPartners() throws Exception {
        var body = answered("001", "US", "SSN", "123456789", Map.of());

        assertThat(body.path("ResultCode").asText()).isEqualTo("1014");
        assertThat(authority.asked()).isEmpty();
    }

    private JsonNode answered(
            String asker, String country, String idType, String number, Map<String, String> inputs)
            throws IOException {
        var request =
                new JobRequest(
                        "user-1",
                        country,
                        idType,
                        number,
                        inputs,
                        "{\"user_id\":\"user-1\",\"job_id\":\"x\",\"job_type\":5}",
                        null,
                        null);
        var job = jobs.publish(jobs.about(asker, request));
        awaitAnnouncements(job, 1);
        return opened(job, (byte[]) Objects.requireNonNull(result(job).get("body")));
    }

    private JsonNode opened(JobRequested job, byte[] body) throws IOException {
        var reference = new ResultReference(job.acceptedAt(), job.key());
        return new ObjectMapper().readTree(new ResultSeal(keysets).open(body, reference));
    }
}
