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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Consumers with a backlog before them while what they depend on is away: they wait, acknowledge nothing, bury nothing,
 * are not started again, and go on by themselves. How fast they were before and after is printed, for speed is never
 * asserted.
 *
 * <p>{@code outage.lasts} is how long, {@code outage.jobs} how many jobs wait for each of the two services.
 */
class BacklogOutageIT {
    private static final int JOBS = Integer.getInteger("outage.jobs", 150);
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
        var undisturbed = pileUp();
        var resumed = System.nanoTime();
        worker.resume();
        dispatcher.resume();
        awaitCallbacks(undisturbed.size());
        print("undisturbed", resumed);

        var backlog = pileUp();
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
        awaitCallbacks(undisturbed.size() + backlog.size());
        print("%s was away for %d s".formatted(dependency, LASTS.toSeconds()), back);

        Ledger.awaitQuiet();
        assertThat(inbox.jobs()).containsAll(undisturbed).containsAll(backlog);
        assertThat(results(backlog)).isEqualTo(2 * JOBS);
        assertThat(Ledger.records(Topics.DEAD_LETTERS.topicName())).hasSize(buried);
        assertThat(pids()).isEqualTo(pids);
    }

    /** Results that wait for the dispatcher and jobs that wait for the worker, both of which stand still. */
    private List<String> pileUp() {
        dispatcher.suspend();
        var answered = submit();
        Awaitility.await("results to wait for the dispatcher")
                .atMost(PATIENCE)
                .until(() -> results(answered) == JOBS);
        worker.suspend();
        return Stream.concat(answered.stream(), submit().stream()).toList();
    }

    private List<String> submit() {
        return IntStream.range(0, JOBS).parallel().mapToObj(this::submit).toList();
    }

    private String submit(int number) {
        var jobId = partner.newJobId();
        var job = partner.job(jobId, "NG", "BVN", "0000000000" + number % 2, inbox.url());
        assertThat(partner.submit(job).status()).isEqualTo(200);
        return jobId;
    }

    /** So many in all, those that came twice among them. */
    private void awaitCallbacks(int inAll) {
        Awaitility.await("the callbacks of all that waited")
                .atMost(PATIENCE)
                .until(() -> inbox.count() >= inAll);
    }

    private void print(String when, long since) {
        System.out.printf(
                "%s: callbacks in each second since: %s%n",
                when, Arrays.toString(inbox.perSecond(since)));
    }

    private static long results(List<String> jobs) {
        return Ledger.count(
                "SELECT count(*) FROM worker.result WHERE job_id = ANY (?)",
                (Object) jobs.toArray(String[]::new));
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
