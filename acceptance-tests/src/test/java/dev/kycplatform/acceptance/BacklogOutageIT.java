package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.server.Server;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Consumers with a backlog before them while what they depend on is away: they wait, acknowledge nothing, bury nothing,
 * are not started again, and go on by themselves. How soon is printed, for speed is never asserted.
 */
class BacklogOutageIT {
    private static final int JOBS = 150;
    private static final Duration LASTS =
            Duration.parse(System.getProperty("outage.lasts", "PT10S"));
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final Instance worker = Platform.stack().service(Service.WORKER);
    private final Instance dispatcher = Platform.stack().service(Service.DISPATCHER);

    /** What is taken away. */
    enum Dependency {
        POSTGRES,
        KAFKA;

        Server server() {
            return switch (this) {
                case POSTGRES -> Platform.stack().postgres();
                case KAFKA -> Platform.stack().kafka();
            };
        }
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @ParameterizedTest
    @EnumSource(Dependency.class)
    void theyGoOnWhereTheyWere(Dependency dependency) {
        var buried = Ledger.records(Topics.DEAD_LETTERS.topicName()).size();
        var pids = pids();
        // Results wait for the dispatcher, then jobs for the worker.
        dispatcher.suspend();
        var answered = submit();
        Awaitility.await("results to wait for the dispatcher")
                .atMost(PATIENCE)
                .until(() -> results(answered) == JOBS);
        worker.suspend();
        var accepted = submit();

        dependency.server().kill();
        try {
            worker.resume();
            dispatcher.resume();
            Awaitility.await("the outage, nobody taking it for a wedge")
                    .atMost(LASTS.plus(PATIENCE))
                    .during(LASTS)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isAlive(worker) && isAlive(dispatcher));
        } finally {
            dependency.server().launch();
            dependency.server().awaitReady();
        }
        var back = System.nanoTime();
        var firstCallback = secondsUntil(back, () -> delivered(answered) > 0);
        var allCallbacks =
                secondsUntil(
                        back, () -> delivered(answered) == JOBS && delivered(accepted) == JOBS);
        System.out.printf(
                "%s was away for %d s: first callback %.1f s after, all %d %.1f s after%n",
                dependency, LASTS.toSeconds(), firstCallback, 2 * JOBS, allCallbacks);

        Ledger.awaitQuiet();
        assertThat(results(accepted)).isEqualTo(JOBS);
        assertThat(Ledger.records(Topics.DEAD_LETTERS.topicName())).hasSize(buried);
        assertThat(pids()).isEqualTo(pids);
    }

    private List<String> submit() {
        var jobs = new ArrayList<String>();
        for (int i = 0; i < JOBS; i++) {
            var jobId = partner.newJobId();
            var job = partner.job(jobId, "NG", "BVN", "0000000000" + i % 2, inbox.url());
            assertThat(partner.submit(job).status()).isEqualTo(200);
            jobs.add(jobId);
        }
        return jobs;
    }

    private static double secondsUntil(long since, BooleanSupplier condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(condition::getAsBoolean);
        return (System.nanoTime() - since) / 1e9;
    }

    private static long results(List<String> jobs) {
        return Ledger.count(
                "SELECT count(*) FROM worker.result WHERE job_id = ANY (?)",
                (Object) jobs.toArray(String[]::new));
    }

    private long delivered(List<String> jobs) {
        return jobs.stream().filter(job -> !inbox.delivered(job).isEmpty()).count();
    }

    private List<Long> pids() {
        return Stream.of(worker, dispatcher)
                .map(instance -> instance.process().map(ChildProcess::pid).orElseThrow())
                .toList();
    }

    private static boolean isAlive(Instance instance) {
        var request =
                HttpRequest.newBuilder(instance.baseUrl().resolve("/q/health/live"))
                        .timeout(Duration.ofSeconds(30))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
