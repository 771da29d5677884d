package dev.kycplatform.benchmarks.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.Partner;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final JobRequests requests =
            new JobRequests(
                    List.of(partner("1001"), partner("1002")),
                    number -> "https://example.com/" + number,
                    clock);

    @Test
    void everyJobIsAboutSomebodyElse() throws Exception {
        var jobs = new HashSet<String>();
        var users = new HashSet<String>();
        var idNumbers = new HashSet<String>();
        var names = new HashSet<String>();
        for (long number = 0; number < 1_000; number++) {
            var job = JSON.readTree(requests.async(number));
            jobs.add(job.at("/partner_params/job_id").asText());
            users.add(job.at("/partner_params/user_id").asText());
            idNumbers.add(job.path("id_number").asText());
            names.add(job.path("first_name").asText());
        }

        assertThat(List.of(jobs, users, idNumbers, names))
                .allMatch(values -> values.size() == 1_000);
        assertThat(idNumbers).allMatch(number -> number.matches("[0-9]{11}"));
    }

    @Test
    void isSignedByThePartnerWhoseTurnItIs() throws Exception {
        assertThat(isSigned(JSON.readTree(requests.async(4)), "1001")).isTrue();
        assertThat(isSigned(JSON.readTree(requests.async(5)), "1002")).isTrue();
        assertThat(isSigned(JSON.readTree(requests.status(5)), "1002")).isTrue();
    }

    @Test
    void aSyncRequestOwesNoCallback() throws Exception {
        assertThat(JSON.readTree(requests.sync(1)).has("callback_url")).isFalse();
        assertThat(JSON.readTree(requests.async(1)).path("callback_url").asText())
                .isEqualTo("https://example.com/1");
    }

    @Test
    void aJobsNumberCanBeReadFromItsId() throws Exception {
        var job = JSON.readTree(requests.row(123_456));

        assertThat(JobRequests.numberOf(job.at("/partner_params/job_id").asText()))
                .isEqualTo(123_456);
    }

    private static boolean isSigned(JsonNode request, String partner) {
        return request.path("partner_id").asText().equals(partner)
                && VendorSignature.matches(
                        request.path("signature").asText(),
                        "key of " + partner,
                        request.path("timestamp").asText(),
                        partner);
    }

    private static Partner partner(String id) {
        return new Partner(id, "key of " + id, "", URI.create("/"), URI.create("/"), Path.of(""));
    }
}
