package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts as apps get them: through flow, worker and authority, by two instances of the flow service. */
class FlowVerdictsIT {
    private static final int AT_ONCE = 64;
    private static final FlowApp APP = FlowApp.register(Platform.stack());
    private static final Instance ANOTHER = Platform.stack().startAnother(Service.FLOW, Map.of());

    private static final List<URI> INSTANCES =
            List.of(Platform.stack().service(Service.FLOW).baseUrl(), ANOTHER.baseUrl());

    @AfterAll
    static void stopTheOther() {
        ANOTHER.stop();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvFileSource(
            resources = "/conformance/flow-triggers.tsv",
            delimiter = '\t',
            emptyValue = "",
            ignoreLeadingAndTrailingWhitespace = false)
    void theSandboxsValuesEndAsTheContractSays(
            String kind, @Nullable String registered, String status, @Nullable String tags) {
        var user = register(kind, registered == null ? "" : registered);
        var requested = APP.post("/0.2/request_kyc", APP.about(user));
        assertThat(requested.status()).as(requested.body().toString()).isEqualTo(200);

        var checked = APP.awaitStatus(user, status);

        assertThat(tags(checked)).isEqualTo(list(tags));
    }

    private static List<String> tags(JsonNode checked) {
        return StreamSupport.stream(
                        checked.path("verification_history").path(0).path("tags").spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> list(@Nullable String tags) {
        return tags == null || tags.isEmpty() ? List.of() : List.of(tags.split(","));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvFileSource(
            resources = "/conformance/flow-identities.tsv",
            delimiter = '\t',
            emptyValue = "")
    void theIdTypesOfTheOtherContractAreIdentitiesToo(
            String type,
            String number,
            @Nullable String changes,
            String status,
            @Nullable String tags) {
        var user = APP.registerNigerian(type, number, changes == null ? "" : changes);
        var requested = APP.post("/0.2/request_kyc", APP.about(user));
        assertThat(requested.status()).as(requested.body().toString()).isEqualTo(200);

        assertThat(tags(APP.awaitStatus(user, status))).isEqualTo(list(tags));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"00000000000, passed", "00000000001, failed"})
    void aFlowMayAskTwoAuthoritiesAndTheWorstWins(String number, String status) {
        var wanted = new ObjectMapper().createObjectNode();
        wanted.putArray("checks").add("name").add("birthdate");
        var lookups = wanted.putArray("lookups");
        lookups.addObject().put("name", "home").putArray("id_types").add("NG/BVN");
        lookups.addObject().put("name", "abroad").putArray("id_types").add("US/SSN");
        var flow = APP.approvedFlow(wanted);
        var user = APP.registerNigerian("NG/BVN", number, "");
        var added =
                APP.post(
                        "/0.2/add/identity",
                        APP.about(user)
                                .put("identity_alias", "SSN")
                                .put("identity_value", "123456789"));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(200);

        var started = APP.post("/0.2/kyc", APP.about(user).put("flow", flow));

        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        var id = started.body().path("verification_ids").path(0).path("verification_id").asText();
        APP.awaitRecorded(user, id, status);
        assertThat(APP.dossier(id).path("lookups"))
                .extracting(lookup -> lookup.path("id_type").asText())
                .containsExactlyInAnyOrder("NG/BVN", "US/SSN");
    }

    @Test
    void anAuthorityThatIsUnavailableFailsNobody() {
        var user = APP.registerNigerian("NG/BVN", "00000000003", "");
        var requested = APP.post("/0.2/request_kyc", APP.about(user));
        var id = requested.body().path("verification_uuid").asText();

        Awaitility.await("the authority to have been asked")
                .atMost(Duration.ofSeconds(60))
                .until(() -> resultCode(id), "1015"::equals);

        APP.awaitStatus(user, "pending");
    }

    @Test
    void oneWhoseAuthorityIsDownIsPendingAndSeenToWaitUntilItIsBack() {
        var registry = new SandboxAuthority("us-registry");
        registry.goDown();
        try {
            var user = register("individual", "");
            var requested = APP.post("/0.2/request_kyc", APP.about(user));
            var id = requested.body().path("verification_uuid").asText();
            Awaitility.await("the job to be parked")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Ledger.isParked(id + ":identity:1"));

            APP.awaitStatus(user, "pending");
            var lookup = APP.dossier(id).path("lookups").path(0);
            assertThat(lookup.path("id_type").asText()).isEqualTo("US/SSN");
            assertThat(lookup.has("result_code")).as(lookup.toString()).isFalse();

            registry.recover();
            APP.awaitStatus(user, "passed");
        } finally {
            registry.recover();
        }
    }

    private static String resultCode(String verification) throws SQLException {
        try (var database = Platform.database();
                var statement =
                        database.prepareStatement(
                                "SELECT coalesce(max(result_code), '') FROM flow.lookup WHERE verification_id = ?::uuid")) {
            statement.setString(1, verification);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @Test
    void whatWaitsForMoreIsResumedAndPassesInTheSandbox() {
        var user = register("individual", "first_name=documents_required");
        var started = APP.post("/0.2/kyc", APP.about(user).put("flow", APP.flow("KYC-STANDARD")));
        assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
        var id = started.body().path("verification_ids").path(0).path("verification_id").asText();
        APP.awaitRecorded(user, id, "documents_required");

        var resumed =
                APP.put(
                        "/0.2/resume_verification",
                        APP.about(user).put("verification_uuid", id).put("update", "entity"));

        assertThat(resumed.status()).as(resumed.body().toString()).isEqualTo(200);
        APP.awaitRecorded(user, id, "passed");
    }

    @Test
    void ofSixtyFourRequestsAtTwoInstancesOneStarts() throws Exception {
        var user = register("individual", "");
        var flow = APP.flow("KYC-STANDARD");
        var line = new CyclicBarrier(AT_ONCE);
        var calls = new ArrayList<Callable<FlowApp.Answer>>();
        for (int i = 0; i < AT_ONCE; i++) {
            var instance = INSTANCES.get(i % INSTANCES.size());
            calls.add(
                    () -> {
                        line.await();
                        return Awaitility.await("a request to be taken or refused")
                                .atMost(Duration.ofSeconds(60))
                                .until(
                                        () ->
                                                APP.post(
                                                        instance,
                                                        "/0.2/kyc",
                                                        APP.about(user).put("flow", flow)),
                                        answer -> answer.status() != 503);
                    });
        }
        var answers = new ArrayList<FlowApp.Answer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
        // The verdict may come while the others still ask: then they are told that one has passed.
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .allSatisfy(
                        answer ->
                                assertThat(answer.body().path("error_code").asText())
                                        .isIn(
                                                "KYC_REQUEST_DUPLICATE_PENDING",
                                                "RECENTLY_PASSED_ID_VERIFICATION"));
        var listed = APP.post("/0.2/get_verifications", APP.about(user)).body();
        assertThat(listed.path("verifications")).hasSize(1);
    }

    private static String register(String kind, String changes) {
        return APP.registerUser(kind, changes, "123456789");
    }
}
