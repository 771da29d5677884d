package dev.kycplatform.intake.conformance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kycplatform.intake.IntakeUnderTest;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import dev.kycplatform.intake.StubWorker;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in, an answer goes out, in JSON, in time, and never the service's own fault. As many requests as
 * {@code fuzz.cases} says; {@code fuzz.seed} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(
        value = TestServers.class,
        initArgs = @ResourceArg(name = "role", value = "intake"))
class AcceptPathFuzzIT {
    private static final ObjectMapper STRICT =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /** What only a good answer has: of job_status, of a sync job, of id_status. */
    private static final List<String> ANSWERS =
            List.of("job_complete", "ResultCode", "last_checked");

    private static final int CONNECTIONS = 8;
    private static final int BATCH = 400;

    /** What may be held more at the end than once everything had been loaded; a leak of 100 bytes a request shows. */
    private static final long MOST_GROWTH = 48 << 20;

    private final int cases = Integer.getInteger("fuzz.cases", 20_000);
    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

    private RegisteredPartner partner;

    /** A request and what was wrong with its answer. */
    private record Failure(Case request, String why) {}

    /** A request, made on the one thread that can, and how it shrinks. */
    private record Case(HostileRequest request, Shrinkable<HostileRequest> origin) {
        static Case of(Shrinkable<HostileRequest> origin) {
            return new Case(origin.value(), origin);
        }
    }

    @Inject StubWorker worker;

    @BeforeEach
    void prepare() {
        IntakeUnderTest.partner();
        partner = withoutARate(IntakeUnderTest.registerPartner());
        worker.answerAll(SampleResult.ofSyncJob());
    }

    /** Else most requests would only be told that they are too many. */
    private static RegisteredPartner withoutARate(RegisteredPartner partner) {
        given().auth()
                .oauth2(TestServers.operatorToken())
                .contentType("application/json")
                .body("{\"rate\":{\"per_second\":1000000,\"burst\":1000000}}")
                .patch("/admin/partners/" + partner.id())
                .then()
                .statusCode(200);
        Awaitility.await("the rate to be in force")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                "1000000"
                                        .equals(
                                                IntakeUnderTest.post(
                                                                Endpoint.STATUS.path(),
                                                                IntakeUnderTest.signed(
                                                                        partner, "{}"))
                                                        .header("RateLimit-Limit")));
        return partner;
    }

    @Test
    void everyRequestGetsAnAnswerInJsonThatIsNoServerError() {
        JqwikSession.run(this::fuzz);
    }

    private void fuzz() throws Exception {
        var begun = System.nanoTime();
        RandomGenerator<HostileRequest> requests = HostileRequest.any().generator(1_000);
        var random = new Random(seed);
        var heapOnceWarm = 0L;
        var sent = 0;
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            while (sent < cases) {
                var batch = new ArrayList<Case>();
                for (var i = 0; i < BATCH * CONNECTIONS && sent < cases; i++, sent++) {
                    batch.add(Case.of(requests.next(random)));
                }
                firstFailure(threads, batch).ifPresent(this::failWithTheSmallest);
                if (heapOnceWarm == 0 && sent >= Math.min(cases / 2, 100_000)) {
                    heapOnceWarm = heapInUse();
                }
                JqwikSession.finishTry();
            }
        }
        var growth = heapInUse() - heapOnceWarm;
        System.out.printf(
                "%,d hostile requests in %,d ms, heap %+,d KB, seed %d%n",
                sent, (System.nanoTime() - begun) / 1_000_000, growth / 1024, seed);
        assertThat(growth).as("growth of the heap").isLessThan(MOST_GROWTH);
    }

    private Optional<Failure> firstFailure(ExecutorService threads, List<Case> batch)
            throws Exception {
        var timestamp = Instant.now().toString();
        var calls = new ArrayList<Callable<Optional<Failure>>>();
        for (var from = 0; from < batch.size(); from += BATCH) {
            var share = batch.subList(from, Math.min(batch.size(), from + BATCH));
            calls.add(() -> sendAll(share, timestamp));
        }
        for (var call : threads.invokeAll(calls)) {
            if (call.get().isPresent()) {
                return call.get();
            }
        }
        return Optional.empty();
    }

    /** Over one connection as long as the service keeps it. */
    private Optional<Failure> sendAll(List<Case> requests, String timestamp) throws IOException {
        var wire = Wire.open(RestAssured.port);
        try {
            for (var request : requests) {
                var fault = faultOf(wire, request.request(), timestamp);
                if (fault.isPresent()) {
                    return Optional.of(new Failure(request, fault.get()));
                }
                if (wire.isClosing()) {
                    wire.close();
                    wire = Wire.open(RestAssured.port);
                }
            }
            return Optional.empty();
        } finally {
            wire.close();
        }
    }

    private Optional<String> faultOf(Wire wire, HostileRequest request, String timestamp) {
        try {
            return faultOf(wire.send(request.bytes(partner, timestamp)));
        } catch (IOException e) {
            return Optional.of("no whole answer: " + e);
        }
    }

    private static Optional<String> faultOf(Wire.Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("status " + answer.status() + ": " + answer.text());
        }
        if (!answer.header("Content-Type").orElse("").startsWith("application/json")
                && !answer.header("Content-Type")
                        .orElse("")
                        .startsWith("application/problem+json")) {
            return Optional.of("no JSON, status " + answer.status() + " " + answer.headers());
        }
        try {
            var body = STRICT.readTree(answer.body());
            var isRefusal =
                    body.path(body.has("title") ? "title" : "error").isTextual()
                            && body.path("code").isTextual();
            var isAccepted =
                    body.path("success").asBoolean() || ANSWERS.stream().anyMatch(body::has);
            return isRefusal != isAccepted && isRefusal == (answer.status() >= 400)
                    ? Optional.empty()
                    : Optional.of("status " + answer.status() + ": " + answer.text());
        } catch (IOException e) {
            return Optional.of("no JSON: " + answer.text());
        }
    }

    private void failWithTheSmallest(Failure found) {
        var smallest = found;
        for (var smaller = smaller(smallest); smaller.isPresent(); smaller = smaller(smallest)) {
            smallest = smaller.get();
        }
        var request = smallest.request().request();
        var bytes = request.bytes(partner, Instant.now().toString());
        throw new AssertionError(
                "%s%nseed %d%n%s%n%s"
                        .formatted(
                                smallest.why(),
                                seed,
                                request,
                                new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private Optional<Failure> smaller(Failure failure) {
        return failure.request()
                .origin()
                .shrink()
                .limit(200)
                .map(Case::of)
                .flatMap(
                        request -> {
                            try {
                                return sendAll(List.of(request), Instant.now().toString()).stream();
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .findFirst();
    }

    private static long heapInUse() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
