package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.Lane;
import dev.kycplatform.vendor.JavaClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code results.tsv}, line by line, on both lanes: the answer or callback, job_status and {@code kyc.results}.
 * All jobs are sent before the first is looked at.
 */
class ResultRulesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Code> CODES =
            ResultRule.lines("result-codes.tsv")
                    .map(Code::of)
                    .collect(Collectors.toMap(Code::code, Function.identity()));

    private static final Set<String> ALWAYS =
            Set.of(
                    "JSONVersion",
                    "SmileJobID",
                    "PartnerParams",
                    "ResultType",
                    "ResultText",
                    "ResultCode",
                    "IsFinalResult",
                    "Actions",
                    "Country",
                    "IDType",
                    "IDNumber",
                    "FullData",
                    "Source",
                    "timestamp",
                    "signature");

    private static final Set<String> OF_A_PERSON =
            Set.of(
                    "FullName",
                    "DOB",
                    "Gender",
                    "Address",
                    "PhoneNumber",
                    "Photo",
                    "IssuanceDate",
                    "ExpirationDate");

    private static final Set<String> WHERE_THERE_IS_ONE =
            Set.of("PhoneNumber2", "Document", "SecondaryIDNumber", "Secondary_ID_Number");

    private static final CallbackInbox INBOX = CallbackInbox.open();
    private static final List<Sent> SENT = new ArrayList<>();
    private static final Map<String, JsonNode> ANNOUNCED = new HashMap<>();

    /** What a result of a code says. */
    private record Code(
            String code,
            String text,
            String verify,
            String info,
            String category,
            boolean isSuccess) {
        static Code of(List<String> cells) {
            return new Code(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4),
                    Boolean.parseBoolean(cells.get(5)));
        }
    }

    /** @param answer what the partner got at once */
    private record Sent(
            ResultRule rule, Lane lane, PartnerClient partner, String jobId, String answer) {
        /** What the partner reads in the end. */
        String result() {
            return lane == Lane.SYNC ? answer : INBOX.await(jobId).text();
        }

        @Override
        public String toString() {
            return rule + " (" + lane + ")";
        }
    }

    @BeforeAll
    static void sendEverything() throws IOException {
        var everything = Platform.partner();
        var some = Platform.partnerWith("KE/NATIONAL_ID");
        for (var rule : ResultRule.all()) {
            var partner = rule.partner().equals("everything") ? everything : some;
            for (var lane : Lane.values()) {
                SENT.add(send(rule, lane, partner));
            }
        }
        SENT.forEach(Sent::result);
        Ledger.awaitQuiet();
        for (var record : Ledger.records(Topics.RESULTS.topicName())) {
            var key = new String(record.key(), StandardCharsets.UTF_8);
            ANNOUNCED.put(key.substring(key.indexOf('/') + 1), JSON.readTree(record.value()));
        }
    }

    private static Sent send(ResultRule rule, Lane lane, PartnerClient partner) {
        var jobId = partner.newJobId();
        var job =
                rule.addedTo(
                        partner.job(
                                jobId,
                                rule.country(),
                                rule.idType(),
                                rule.idNumber(),
                                INBOX.url()));
        var answer = lane == Lane.SYNC ? partner.verify(job) : partner.submit(job);
        return new Sent(rule, lane, partner, jobId, answer.raw().body());
    }

    @AfterAll
    static void close() {
        INBOX.close();
    }

    static List<Sent> sent() {
        return SENT;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sent")
    void endsAsTheRuleSays(Sent job) throws IOException {
        var expected = Objects.requireNonNull(CODES.get(job.rule().code()));

        var result = (ObjectNode) JSON.readTree(job.result());

        assertThat(result.path("ResultCode").asText()).isEqualTo(expected.code());
        assertThat(result.path("ResultText").asText()).isEqualTo(expected.text());
        assertActions(result.path("Actions"), expected);
        assertThat(result.path("IsFinalResult").asText()).isEqualTo("true");
        assertThat(result.path("Source").asText())
                .isEqualTo(job.lane() == Lane.SYNC ? "ID API" : "Async ID API");
        assertThat(result.path("Country").asText()).isEqualTo(job.rule().country());
        assertThat(result.path("IDType").asText()).isEqualTo(job.rule().idType());
        assertThat(result.path("IDNumber").asText()).isEqualTo(job.rule().idNumber());
        assertThat(result.path("PartnerParams").path("job_id").asText()).isEqualTo(job.jobId());
        assertThat(result.path("SmileJobID").asText()).matches("[0-9]{10,}");
        assertThat(result.path("FullData").isEmpty()).isEqualTo(!expected.code().equals("1012"));
        assertThat(job.partner().isSigned(result)).isTrue();
        assertKeys(result);
        assertThat(JavaClient.result(job.result()).resultCode())
                .as("as the strictest client reads it, types included")
                .isEqualTo(expected.code());
        job.rule().assertSaid(result);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sent")
    void isToldAgainByItsStatus(Sent job) throws IOException {
        var expected = Objects.requireNonNull(CODES.get(job.rule().code()));
        var result = (ObjectNode) JSON.readTree(job.result());

        var answer = job.partner().status(job.jobId(), "user-1");

        var status = JavaClient.status(answer.raw().body());
        assertThat(status.isComplete()).isTrue();
        assertThat(status.isSuccess()).isEqualTo(expected.isSuccess());
        assertThat(status.code()).isEqualTo("2302");
        result.remove(List.of("timestamp", "signature"));
        assertThat(answer.body().path("result")).isEqualTo(result);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sent")
    void isAnnouncedToOtherSystems(Sent job) {
        var expected = Objects.requireNonNull(CODES.get(job.rule().code()));

        var event = Objects.requireNonNull(ANNOUNCED.get(job.jobId()), "not announced");

        assertThat(event.path("result_code").asText()).isEqualTo(expected.code());
        assertThat(event.path("category").asText()).isEqualTo(expected.category());
        assertActions(event.path("actions"), expected);
        assertThat(event.path("country").asText()).isEqualTo(job.rule().country());
        assertThat(event.path("id_type").asText()).isEqualTo(job.rule().idType());
        assertThat(event.path("environment").asText()).isEqualTo("sandbox");
    }

    @Test
    void everyCodeIsAnsweredOnBothLanes() {
        for (var lane : Lane.values()) {
            assertThat(SENT)
                    .filteredOn(job -> job.lane() == lane)
                    .extracting(job -> job.rule().code())
                    .containsAll(CODES.keySet());
        }
    }

    private static void assertActions(JsonNode actions, Code expected) {
        assertThat(actions.toString())
                .isEqualTo(
                        "{\"Verify_ID_Number\":\"%s\",\"Return_Personal_Info\":\"%s\"}"
                                .formatted(expected.verify(), expected.info()));
    }

    /** Those always there; those of a person with a 1012 only. */
    private static void assertKeys(ObjectNode result) {
        var keys = new ArrayList<String>();
        result.fieldNames().forEachRemaining(keys::add);
        assertThat(keys).containsAll(ALWAYS).doesNotHaveDuplicates();
        keys.removeAll(ALWAYS);
        if (result.path("ResultCode").asText().equals("1012")) {
            assertThat(keys).containsAll(OF_A_PERSON);
            keys.removeAll(OF_A_PERSON);
            keys.removeAll(WHERE_THERE_IS_ONE);
        }
        assertThat(keys).as("keys nobody knows").isEmpty();
    }
}
