package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} of one of two dispatchers while callbacks are in flight, round after round: each that is owed is
 * received, and what is received twice bears the same id. {@code -Dcrash.rounds=N} kills N times.
 */
class DispatcherCrashIT {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 2);
    private static final int JOBS = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** So that a round that failed can be had again. */
    private static final long SEED = 7;

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final List<String> jobs = new ArrayList<>();

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void everyCallbackIsReceivedThoughOneOfTwoDispatchersIsKilledOverAndOver() {
        var first = Platform.stack().service(Service.DISPATCHER);
        var second = Platform.stack().startAnother(Service.DISPATCHER, Map.of());
        var chance = new Random(SEED);
        inbox.answer(200, Duration.ofMillis(300));
        try {
            for (int round = 0; round < ROUNDS; round++) {
                killUnderLoad(chance.nextBoolean() ? first : second, 1 + chance.nextInt(JOBS / 2));
            }
            inbox.answer(200, Duration.ZERO);
            Awaitility.await("every callback to arrive")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> inbox.delivered().keySet().containsAll(jobs));
            Ledger.awaitQuiet();
        } finally {
            second.stop();
        }

        var received = inbox.delivered();
        var repeated = received.values().stream().filter(messages -> messages.size() > 1).count();
        System.out.printf(
                "%d rounds, %d callbacks, %d of them received more than once%n",
                ROUNDS, jobs.size(), repeated);
        assertThat(received.values())
                .allSatisfy(
                        messages ->
                                assertThat(
                                                messages.stream()
                                                        .map(CallbackInbox.Message::webhookId)
                                                        .collect(Collectors.toSet()))
                                        .hasSize(1));
        assertThat(
                        Ledger.count(
                                """
                                SELECT count(*) FROM dispatcher.delivery
                                WHERE job_id = ANY (?) AND state = 'delivered'\
                                """,
                                (Object) jobs.toArray(String[]::new)))
                .isEqualTo(jobs.size());
    }

    /** Kills it once so many of this round's callbacks have been received, and sends more while it is dead. */
    private void killUnderLoad(Instance victim, int afterSoMany) {
        var before = inbox.count();
        submit();
        Awaitility.await("callbacks to be in flight")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> inbox.count() >= before + afterSoMany);
        victim.kill();
        submit();
        victim.start();
    }

    private void submit() {
        for (int i = 0; i < JOBS; i++) {
            var job = partner.newJobId();
            assertThat(
                            partner.submit(
                                            partner.job(
                                                    job, "NG", "BVN", "00000000000", inbox.url()))
                                    .status())
                    .isEqualTo(200);
            jobs.add(job);
        }
    }
}
