package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Instance;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * An app that has persons verified at a light rate, in turn at every instance of the flow service, and that does not keep to the
 * limits: it asks for everybody at two instances at once, and again for those who failed until it is told that it may not. What
 * has no answer, or one that says so, is repeated. An answer that the contract does not allow is kept, and is a failure of its own.
 */
final class SteadyVerifications implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Set<String> LIMITS =
            Set.of(
                    "KYC_REQUEST_DUPLICATE_PENDING",
                    "RECENTLY_PASSED_ID_VERIFICATION",
                    "KYC_ATTEMPTS_EXCEEDED");

    private final FlowApp app = FlowApp.register(Platform.stack());
    private final String flow = app.flow("KYC-STANDARD");
    private final List<Instance> flows;
    private final Steadily steadily;

    /** Those about whom a verification was asked for. */
    final Queue<Person> persons = new ConcurrentLinkedQueue<>();

    /** The ids that were answered, each of them owed an end. */
    final Set<String> accepted = ConcurrentHashMap.newKeySet();

    /** Answers 503 with Retry-After, and requests that nobody answered. */
    final AtomicLong repeated = new AtomicLong();

    /** Every other answer that should not have come. */
    final Queue<String> unlawful = new ConcurrentLinkedQueue<>();

    /** @param verifications as many as the limits allow, and all that are asked for */
    record Person(String handle, String end, int verifications) {}

    private SteadyVerifications(
            List<Instance> flows, CallbackInbox webhooks, Duration betweenPersons) {
        this.steadily = new Steadily(betweenPersons, this::verify);
        this.flows = List.copyOf(flows);
        app.addWebhookEndpoint(webhooks.url(), "kyc_status", "kyc_action");
    }

    /** @param webhooks where what is told of them goes */
    static SteadyVerifications start(
            List<Instance> flows, CallbackInbox webhooks, Duration betweenPersons) {
        // Right after the database was away a service may have to find that out first.
        var load =
                Awaitility.await("an app to be registered")
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(
                                () -> new SteadyVerifications(flows, webhooks, betweenPersons),
                                Objects::nonNull);
        load.steadily.start();
        return load;
    }

    FlowApp app() {
        return app;
    }

    /** Nobody further; returns when all that was to be asked for those who were begun is answered. */
    void end() throws InterruptedException {
        steadily.end();
    }

    /** Ends it whatever has become of it. */
    @Override
    public void close() {
        steadily.close();
    }

    private void verify(int number) {
        var fails = number % 3 == 2;
        var person =
                new Person("user-" + UUID.randomUUID(), fails ? "FAILED" : "PASSED", fails ? 2 : 1);
        if (!isRegistered(person, number)) {
            return;
        }
        persons.add(person);
        var atOnce = Thread.ofVirtual().start(() -> ask(person, number + 1));
        ask(person, number);
        join(atOnce);
        // A person who failed may be asked for once more; then a limit says no, and goes on saying
        // it.
        for (int asked = 0; fails && !isInterrupted(); asked++) {
            var limit = ask(person, number + asked);
            if (limit.filter("KYC_ATTEMPTS_EXCEEDED"::equals).isPresent()) {
                return;
            }
            Steadily.pause();
        }
    }

    /** A handle that is taken was taken by a try that had no answer. */
    private boolean isRegistered(Person person, int number) {
        var registration =
                app.registration(
                        person.handle(),
                        "individual",
                        person.end().equals("FAILED") ? "first_name=Fail" : "",
                        "123456789");
        return Steadily.untilAnswered(
                        attempt ->
                                send(number + attempt, "/0.2/register", registration)
                                        .map(answer -> isRegistered(answer, attempt)))
                .orElse(false);
    }

    private boolean isRegistered(FlowApp.Answer answer, int attempt) {
        var isThere = answer.status() == 200 || attempt > 0 && answer.status() == 400;
        if (!isThere) {
            unlawful.add(answer.toString());
        }
        return isThere;
    }

    /** @return the limit that stood against it; empty if a verification was begun, or nobody wants to know any more */
    private Optional<String> ask(Person person, int number) {
        return Steadily.untilAnswered(
                        attempt ->
                                send(
                                        number + attempt,
                                        "/0.2/kyc",
                                        app.about(person.handle()).put("flow", flow)))
                .flatMap(this::limit);
    }

    private Optional<String> limit(FlowApp.Answer answer) {
        if (answer.status() == 202) {
            accepted.add(
                    answer.body()
                            .path("verification_ids")
                            .path(0)
                            .path("verification_id")
                            .asText());
            return Optional.empty();
        }
        var code = answer.body().path("error_code").asText();
        if (!LIMITS.contains(code)) {
            unlawful.add(answer.toString());
        }
        return Optional.of(code);
    }

    /** Empty if it is to be repeated. */
    private Optional<FlowApp.Answer> send(int turn, String path, ObjectNode body) {
        try {
            var answer = app.post(flows.get(turn % flows.size()).baseUrl(), path, body);
            if (!answer.isToBeRepeated()) {
                return Optional.of(answer);
            }
        } catch (UncheckedIOException | IllegalStateException _) {
            // Nobody is there, or whoever was is there no more.
        }
        repeated.incrementAndGet();
        return Optional.empty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isInterrupted() {
        return Thread.currentThread().isInterrupted();
    }
}
