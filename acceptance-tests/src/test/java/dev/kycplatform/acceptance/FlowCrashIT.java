package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
                    .until(() -> open() == 0);
        }
        var ledger = new VerificationLedger(app, inbox, "seed " + seed);
        ledger.awaitTold(PATIENCE);

        var webhooks = ledger.webhooks();
        System.out.printf(
                "crash rounds %d, seed %d: persons %d, verifications %d, open at kills %d, requests repeated %d,"
                        + " webhooks %d, received more than once %d%n",
                rounds,
                seed,
                persons.size(),
                accepted.size(),
                openAtKills,
                repeated.get(),
                webhooks.size(),
                webhooks.values().stream().filter(messages -> messages.size() > 1).count());
        assertEveryoneEndedAsRegistered(persons);
        ledger.assertNoneWasDecidedTwice();
        ledger.assertEveryTransitionIsOneEvent();
        ledger.assertEveryFactHasOneId(webhooks);
    }

    private long open() {
        return VerificationLedger.open(app);
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
                    var open = open();
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
}
