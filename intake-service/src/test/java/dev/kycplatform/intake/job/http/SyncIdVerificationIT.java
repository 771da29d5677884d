package dev.kycplatform.intake.job.http;

import static dev.kycplatform.intake.IntakeUnderTest.post;
import static dev.kycplatform.intake.IntakeUnderTest.request;
import static dev.kycplatform.intake.IntakeUnderTest.sign;
import static dev.kycplatform.intake.IntakeUnderTest.signed;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.intake.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The test is the worker. */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
@QuarkusTestResource(value = SyncIdVerificationIT.ShortWaits.class, restrictToAnnotatedClass = true)
class SyncIdVerificationIT {
    private static final String PATH = "/v1/id_verification";
    private static final int MOST_WAITING = 17;
    private static final String BODY =
            "{\"JSONVersion\":\"1.0.0\",\"ResultCode\":\"1012\",\"FullData\":{\"é\":\"}\"}}";

    @Inject StubWorker worker;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private RegisteredPartner partner;

    /** Waits that a test can sit out. */
    public static final class ShortWaits implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "intake.sync.answer-within", "4s",
                    "intake.sync.margin", "1s",
                    "intake.sync.last-look", "500ms",
                    "intake.sync.most-waiting", Integer.toString(MOST_WAITING));
        }

        @Override
        public void stop() {}
    }

    @BeforeEach
    void prepare() {
        partner = IntakeUnderTest.partner();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void isAnsweredWithTheStoredBytesAndASignature() throws Exception {
        var request = request(partner);
        var begun = Instant.now();
        var answer = verify(request);

        var job = worker.awaitAsked(jobId(request), 1);
        worker.store(job, BODY);
        worker.reply(job);

        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(answer.get().contentType()).startsWith("application/json");
        assertThat(answer.get().asString())
                .startsWith(BODY.substring(0, BODY.length() - 1) + ",\"timestamp\":\"");
        assertSigned(answer.get());
        assertThat(job.deadline()).isBetween(begun.plusSeconds(2), Instant.now().plusSeconds(3));
    }

    @Test
    void isPublishedOnceForAllRepeatsAndAnsweredToAll() throws Exception {
        var request = request(partner);
        var answers = IntStream.range(0, 16).mapToObj(_ -> verify(request)).toList();

        reply(request);

        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().jsonPath().getString("ResultCode")).isEqualTo("1012");
        }
        assertThat(worker.asked(jobId(request))).hasSize(1);
    }

    @Test
    void isAnsweredFromTheStoreOnceThereIsAResult() throws Exception {
        var request = request(partner);
        var first = verify(request);
        reply(request);
        first.get();

        var repeat = post(PATH, resigned(request));

        assertThat(repeat.asString()).startsWith(BODY.substring(0, BODY.length() - 1));
        assertSigned(repeat);
        assertThat(worker.asked(jobId(request))).hasSize(1);
    }

    @Test
    void isToldThatWeAreStillAskingAndReadsTheResultLater() throws Exception {
        var request = request(partner);

        var early = post(PATH, request);
        var job = worker.awaitAsked(jobId(request), 1);
        var pending = status(jobId(request));
        worker.store(job, BODY);

        assertThat(early.statusCode()).isEqualTo(200);
        assertThat(early.jsonPath().getString("ResultCode")).isEqualTo("1015");
        assertThat(early.jsonPath().getString("IsFinalResult")).isEqualTo("false");
        assertThat(early.jsonPath().getString("Source")).isEqualTo("ID API");
        assertThat(early.jsonPath().getString("ResultType")).isEqualTo("ID Verification");
        assertThat(Long.parseLong(early.jsonPath().getString("SmileJobID")))
                .isEqualTo(job.smileJobId());
        assertThat(early.asString()).contains("\"PartnerParams\":" + request.get("partner_params"));
        assertSigned(early);
        assertThat(pending.jsonPath().getBoolean("job_complete")).isFalse();
        assertThat(post(PATH, resigned(request)).asString())
                .startsWith(BODY.substring(0, BODY.length() - 1));
        assertThat(status(jobId(request)).asString()).contains("\"result\":" + BODY);
    }

    @Test
    void isPublishedAgainByARepeatAfterTheWait() throws Exception {
        var request = request(partner);
        post(PATH, request);
        var repeat = verify(request);

        var job = worker.awaitAsked(jobId(request), 2);
        worker.store(job, BODY);
        worker.reply(job);

        assertThat(repeat.get().jsonPath().getString("ResultCode")).isEqualTo("1012");
    }

    @Test
    void findsInALastLookWhatNobodyRepliedOf() throws Exception {
        var request = request(partner);
        var answer = verify(request);

        var job = worker.awaitAsked(jobId(request), 1);
        worker.store(job, BODY);
        worker.reply(job, "another instance");

        assertThat(answer.get().jsonPath().getString("ResultCode")).isEqualTo("1012");
    }

    @Test
    void bringsAResultOfOneAndAHalfMegabytes() throws Exception {
        var photo = "A".repeat(1_500_000);
        var body = "{\"ResultCode\":\"1012\",\"Photo\":\"" + photo + "\"}";
        var request = request(partner);
        var answer = verify(request);

        var job = worker.awaitAsked(jobId(request), 1);
        worker.store(job, body);
        worker.reply(job);

        assertThat(answer.get().jsonPath().getString("Photo")).isEqualTo(photo);
        assertSigned(answer.get());
    }

    @Test
    void refusesOtherContentUnderTheSameJobIdWhileItWaitsAndAfterwards() throws Exception {
        var request = request(partner);
        var other = resigned(request.deepCopy().put("id_number", "00000000001"));
        var answer = verify(request);
        var job = worker.awaitAsked(jobId(request), 1);

        assertRefused(post(PATH, other), 400, "2215");
        worker.store(job, BODY);
        worker.reply(job);

        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertRefused(post(PATH, other), 400, "2215");
    }

    @Test
    void refusesAJobOfTheOtherEndpoint() throws Exception {
        var async = request(partner);
        assertThat(post("/v1/async_id_verification", async).statusCode()).isEqualTo(200);
        var sync = request(partner);
        var answer = verify(sync);
        reply(sync);
        assertThat(answer.get().statusCode()).isEqualTo(200);

        assertRefused(post(PATH, resigned(async)), 400, "2215");
        assertRefused(post("/v1/async_id_verification", resigned(sync)), 400, "2215");
    }

    @Test
    void refusesOneTooManyAtOnceAndTakesTheNextOneAfterwards() throws Exception {
        var requests = IntStream.range(0, MOST_WAITING).mapToObj(_ -> request(partner)).toList();
        var answers = requests.stream().map(this::verify).toList();
        worker.awaitAllAsked(requests.stream().map(SyncIdVerificationIT::jobId).toList());

        var refused = post(PATH, request(partner));

        assertRefused(refused, 503, "2201");
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        var next = request(partner);
        var answer = verify(next);
        reply(next);
        assertThat(answer.get().statusCode()).isEqualTo(200);
    }

    @Test
    void needsNoCallbackAndIgnoresTheOneItGets() throws Exception {
        var without = request(partner);
        without.remove("callback_url");
        var anywhere = request(partner).put("callback_url", "ftp://10.0.0.1:1/ %zz");
        var requests = List.of(without, anywhere);
        var answers = requests.stream().map(this::verify).toList();

        requests.forEach(this::reply);
        for (var answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesACallbackThatIsNoText() {
        var request = request(partner);
        request.put("callback_url", 5);

        assertRefused(post(PATH, request), 400, "2204");
    }

    @Test
    void refusesAWrongKey() {
        var stranger = new RegisteredPartner(partner.id(), "another key");

        assertRefused(
                post(PATH, sign(stranger, request(partner), Instant.now().toString())),
                400,
                "2205");
    }

    /** The worker has a result of the job and says so. */
    private void reply(ObjectNode request) {
        var job = worker.awaitAsked(jobId(request), 1);
        worker.store(job, BODY);
        worker.reply(job);
    }

    private Future<Response> verify(ObjectNode request) {
        return threads.submit(() -> post(PATH, request));
    }

    private ObjectNode resigned(ObjectNode request) {
        return sign(partner, request.deepCopy(), Instant.now().toString());
    }

    private Response status(String jobId) {
        return post(
                "/v1/job_status",
                signed(partner, "{\"job_id\":\"%s\",\"user_id\":\"user-1\"}".formatted(jobId)));
    }

    private static String jobId(ObjectNode request) {
        return request.get("partner_params").get("job_id").textValue();
    }

    private static void assertRefused(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
        assertThat(answer.jsonPath().getBoolean("success")).isFalse();
    }

    private void assertSigned(Response answer) {
        var json = answer.jsonPath();
        var timestamp = json.getString("timestamp");
        assertThat(json.getString("signature"))
                .isEqualTo(VendorSignature.sign(partner.apiKey(), timestamp, partner.id()));
        assertThat(Duration.between(Instant.parse(timestamp), Instant.now()).abs())
                .isLessThan(Duration.ofSeconds(30));
    }
}
