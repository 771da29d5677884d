package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.EventHeaders;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of one of two flow services, and of the worker or the dispatcher, at random moments while persons are
 * verified, so often as {@code crash.rounds} says; {@code crash.seed} repeats a run. No verification is stuck, none is
 * decided twice, and what is told of each fact bears one id.
 */
class FlowCrashIT {
    private static final int PERSONS_IN_A_ROUND = 90;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** While one goes on, verifications are started. */
    private static final Duration ROUND = Duration.ofSeconds(4);

    private final int rounds = Integer.getInteger("crash.rounds", 2);
    private final long seed = Long.getLong("crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final FlowApp app = FlowApp.register(Platform.stack());
    private final String flow = app.flow("KYC-STANDARD");
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority registry = new SandboxAuthority("us-registry");
    private final Instance first = Platform.stack().service(Service.FLOW);
    private final Instance second = Platform.stack().startAnother(Service.FLOW, Map.of());

    /** The ids that were answered, each of them owed an end. */
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    /** What is registered of a person, and so what becomes of him. */
    private enum Fate {
        PASSES(""),
        FAILS("first_name=Fail"),
        IS_RESUMED("first_name=documents_required");

        private final String registered;

        Fate(String registered) {
            this.registered = registered;
        }

        String end() {
            return this == FAILS ? "FAILED" : "PASSED";
        }
    }

    private record Person(String handle, Fate fate) {}

    /** What a webhook tells, whatever its id is. */
    private record Told(String verification, String type, String outcome) {}

    @BeforeEach
    void slowDown() {
        app.addWebhookEndpoint(inbox.url(), "kyc_status", "kyc_action");
        registry.answerIn("PT0.3S");
        inbox.answer(200, Duration.ofMillis(100));
    }

    @AfterEach
    void restore() {
        registry.recover();
        second.stop();
        inbox.close();
    }

    @Test
    void everyVerificationEndsOnceAndIsToldOfUnderOneId() throws Exception {
        var persons = new ArrayList<Person>();
        long openAtKills = 0;
        for (int round = 1; round <= rounds; round++) {
            var registered = register();
            persons.addAll(registered);
            var flowVictim = random.nextBoolean() ? first : second;
            var otherVictim =
                    Platform.stack()
                            .service(random.nextBoolean() ? Service.WORKER : Service.DISPATCHER);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var verifying = new ArrayList<Future<?>>();
                for (var person : registered) {
                    var begin = random.nextLong(ROUND.toMillis());
                    verifying.add(
                            threads.submit(
                                    () -> {
                                        TimeUnit.MILLISECONDS.sleep(begin);
                                        verify(person);
                                        return person;
                                    }));
                }
                var kills = List.of(kill(threads, flowVictim), kill(threads, otherVictim));
                for (var kill : kills) {
                    openAtKills += kill.get();
                }
                flowVictim.start();
                otherVictim.start();
                for (var one : verifying) {
                    one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                }
            }
            Awaitility.await("everything of round %d to end, seed %d".formatted(round, seed))
                    .atMost(PATIENCE)
                    .until(() -> ofApp("verification", "status NOT IN ('PASSED', 'FAILED')") == 0);
        }
        awaitTold();

        var webhooks = webhooks();
        System.out.printf(
                "crash rounds %d, seed %d: persons %d, verifications %d, open at kills %d, requests repeated %d,"
                        + " webhooks %d, received more than once %d%n",
                rounds,
                seed,
                persons.size(),
                ofApp("verification", "true"),
                openAtKills,
                repeated.get(),
                webhooks.size(),
                webhooks.values().stream().filter(messages -> messages.size() > 1).count());
        assertEveryoneEndedAsRegistered(persons);
        assertNoneWasDecidedTwice();
        assertEveryTransitionIsOneEvent();
        assertEveryFactHasOneId(webhooks);
    }

    private List<Person> register() {
        var registered = new ArrayList<Person>();
        for (int i = 0; i < PERSONS_IN_A_ROUND; i++) {
            var fate = Fate.values()[i % Fate.values().length];
            registered.add(
                    new Person(app.registerUser("individual", fate.registered, "123456789"), fate));
        }
        return registered;
    }

    /** Kills it some time in the round. @return how many verifications were open then */
    private Future<Long> kill(ExecutorService threads, Instance victim) {
        var moment = random.nextLong(ROUND.toMillis());
        return threads.submit(
                () -> {
                    TimeUnit.MILLISECONDS.sleep(moment);
                    var open = ofApp("verification", "status NOT IN ('PASSED', 'FAILED')");
                    victim.kill();
                    return open;
                });
    }

    private void verify(Person person) {
        start(person);
        if (person.fate() == Fate.IS_RESUMED) {
            Awaitility.await("to be asked for more, seed " + seed)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> resume(person));
        }
    }

    /** As a careful app does: what had no answer is repeated, and then it may have been taken already. */
    private void start(Person person) {
        Awaitility.await("a verification to be started, seed " + seed)
                .atMost(PATIENCE)
                .until(
                        () -> {
                            var answer = ask("POST", "/0.2/kyc", about(person).put("flow", flow));
                            answer.filter(it -> it.status() == 202)
                                    .map(it -> it.body().path("verification_ids").path(0))
                                    .ifPresent(
                                            it ->
                                                    accepted.add(
                                                            it.path("verification_id").asText()));
                            return answer.isPresent();
                        });
    }

    /** True once nothing is asked for any more. */
    private boolean resume(Person person) {
        var listed = ask("POST", "/0.2/get_verifications", about(person));
        if (listed.isEmpty()) {
            return false;
        }
        var isOver = true;
        for (var one : listed.get().body().path("verifications")) {
            var status = one.path("verification_status").asText();
            isOver &= status.equals("passed");
            if (status.equals("documents_required")) {
                ask(
                        "PUT",
                        "/0.2/resume_verification",
                        about(person)
                                .put("verification_uuid", one.path("verification_uuid").asText())
                                .put("update", "entity"));
            }
        }
        return isOver;
    }

    private ObjectNode about(Person person) {
        return app.about(person.handle());
    }

    /** At the instances in turn. Empty if the answer is unknown: the request may have been carried out. */
    private Optional<FlowApp.Answer> ask(String method, String path, ObjectNode body) {
        var instance = asked.getAndIncrement() % 2 == 0 ? first : second;
        try {
            var answer = app.send(instance.baseUrl(), method, path, body);
            if (answer.status() < 500) {
                return Optional.of(answer);
            }
        } catch (UncheckedIOException _) {
            // Nobody is there, or whoever was is there no more.
        }
        repeated.incrementAndGet();
        return Optional.empty();
    }

    private void awaitTold() {
        Ledger.awaitQuiet();
        Awaitility.await("every record to be published and every webhook to be received")
                .atMost(PATIENCE)
                .until(
                        () ->
                                Ledger.count("SELECT count(*) FROM flow.outgoing_record") == 0
                                        && webhooks().keySet().containsAll(owed().keySet()));
        Ledger.awaitQuiet();
    }

    private void assertEveryoneEndedAsRegistered(List<Person> persons) {
        assertThat(persons)
                .allSatisfy(
                        person ->
                                assertThat(
                                                Ledger.texts(
                                                        "SELECT DISTINCT status FROM flow.verification WHERE app_handle = ? AND user_handle = ?",
                                                        app.handle(),
                                                        person.handle()))
                                        .as("%s, seed %d", person, seed)
                                        .containsExactly(person.fate().end()));
        assertThat(
                        Ledger.texts(
                                "SELECT verification_id::text FROM flow.verification WHERE app_handle = ?",
                                app.handle()))
                .as("what was accepted, seed %d", seed)
                .containsAll(accepted);
        assertThat(accepted).doesNotHaveDuplicates();
    }

    private void assertNoneWasDecidedTwice() {
        assertThat(
                        Ledger.texts(
                                """
                                SELECT v.verification_id::text
                                FROM flow.verification v JOIN flow.verification_history h USING (verification_id)
                                WHERE v.app_handle = ? AND lower(h.status) IN ('passed', 'failed')
                                GROUP BY 1 HAVING count(*) <> 1\
                                """,
                                app.handle()))
                .as("decided twice, seed %d", seed)
                .isEmpty();
        assertThat(ofApp("lookup", "result_code IS DISTINCT FROM '1012'"))
                .as("lookups without an answer, seed %d", seed)
                .isZero();
        assertThat(
                        Ledger.count(
                                "SELECT count(*) FROM worker.result WHERE partner_id = ?",
                                "app:" + app.handle()))
                .as("results, seed %d", seed)
                .isEqualTo(ofApp("lookup", "true"));
    }

    /** However often it was published. */
    private void assertEveryTransitionIsOneEvent() {
        var facts = new HashMap<String, Set<String>>();
        for (var record : Ledger.records(Topics.VERIFICATIONS.topicName())) {
            if (new String(record.key(), StandardCharsets.UTF_8).startsWith(app.handle() + "/")) {
                var id = record.headers().lastHeader(EventHeaders.ID).value();
                facts.computeIfAbsent(new String(id, StandardCharsets.UTF_8), _ -> new HashSet<>())
                        .add(new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        assertThat(facts.values()).allMatch(values -> values.size() == 1);
        assertThat((long) facts.size())
                .as("events, seed %d", seed)
                .isEqualTo(
                        Ledger.count(
                                """
                                SELECT count(*) FROM flow.verification_history
                                JOIN flow.verification v USING (verification_id) WHERE v.app_handle = ?\
                                """,
                                app.handle()));
    }

    private void assertEveryFactHasOneId(Map<String, List<CallbackInbox.Message>> webhooks) {
        var owed = owed();
        assertThat(webhooks.keySet()).isEqualTo(owed.keySet());
        var idsOfFact = new HashMap<Told, Set<String>>();
        webhooks.forEach(
                (id, messages) -> {
                    assertThat(messages)
                            .extracting(CallbackInbox.Message::text)
                            .containsOnly(messages.getFirst().text());
                    assertThat(messages)
                            .allMatch(message -> message.isSignedWith(app.webhookSecret()));
                    idsOfFact
                            .computeIfAbsent(told(messages.getFirst()), _ -> new HashSet<>())
                            .add(id);
                });
        assertThat(idsOfFact.values()).allMatch(ids -> ids.size() == 1);
        // One for each end, and one for each time that something was asked for.
        assertThat((long) idsOfFact.size())
                .isEqualTo(
                        Ledger.count(
                                """
                                SELECT count(*) FROM flow.verification_history h
                                JOIN flow.verification v USING (verification_id)
                                WHERE v.app_handle = ? AND lower(h.status) <> 'pending'\
                                """,
                                app.handle()));
    }

    private static Told told(CallbackInbox.Message message) {
        var body = message.body();
        var details = body.path("event_details");
        return new Told(
                details.path("kyc").asText(),
                body.path("event_type").asText(),
                details.path("outcome").asText());
    }

    /** What was received, by id. */
    private Map<String, List<CallbackInbox.Message>> webhooks() {
        return inbox.delivered("").stream()
                .collect(Collectors.groupingBy(CallbackInbox.Message::webhookId));
    }

    /** The ids that are owed, each with how many endpoints it is owed to. */
    private Map<String, Long> owed() {
        return Ledger.texts(
                        "SELECT webhook_id FROM flow.webhook_v1 WHERE app_handle = ?", app.handle())
                .stream()
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }

    private long ofApp(String table, String condition) {
        return Ledger.count(
                "SELECT count(*) FROM flow.%s WHERE app_handle = ? AND %s"
                        .formatted(table, condition),
                app.handle());
    }
}
