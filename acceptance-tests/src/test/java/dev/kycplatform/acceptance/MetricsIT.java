package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the running services tell Prometheus: all that is promised, and nothing that grows with what is asked. */
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<Service> SERVICES =
            List.of(Service.INTAKE, Service.WORKER, Service.DISPATCHER, Service.FLOW);

    /** These appear with the first time that what they count happens. */
    private static final Set<String> NOT_ALWAYS =
            Set.of(
                    "kyc_dead_letters_total",
                    "kyc_lookup_postponed_total",
                    "kyc_verifications_not_activated_total",
                    "kyc_verifications_reconciled_total",
                    "kyc_verifications_total",
                    "kyc_verifications_unavailable_total");

    private final PartnerClient partner = Platform.partner();
    private final CallbackInbox inbox = CallbackInbox.open();
    private final SandboxAuthority authority = new SandboxAuthority("ke-iprs");

    @AfterEach
    void restore() {
        authority.recover();
        inbox.close();
    }

    @Test
    void whatIsAcceptedRefusedAnsweredAndDeliveredIsCounted() {
        var intake = Metrics.of(Service.INTAKE);
        var worker = Metrics.of(Service.WORKER);
        var dispatcher = Metrics.of(Service.DISPATCHER);

        someOfEverything();

        var accepted = Metrics.of(Service.INTAKE);
        assertThat(
                        grown(
                                intake,
                                accepted,
                                "kyc_accepted_total",
                                "lane=\"async\"",
                                "repeat=\"false\""))
                .isEqualTo(1);
        assertThat(
                        grown(
                                intake,
                                accepted,
                                "kyc_accepted_total",
                                "lane=\"async\"",
                                "repeat=\"true\""))
                .isEqualTo(1);
        assertThat(grown(intake, accepted, "kyc_accepted_total", "lane=\"sync\"")).isEqualTo(1);
        assertThat(grown(intake, accepted, "kyc_refused_total", "code=\"JOB_EXISTS\""))
                .isEqualTo(1);
        assertThat(grown(intake, accepted, "kyc_group_rows_count", "group=\"claims\""))
                .isPositive();
        assertThat(accepted.values("kyc_group_rows_bucket", "group=\"claims\"", "le=\"200.0\""))
                .hasSize(1);
        var answered = Metrics.of(Service.WORKER);
        assertThat(
                        grown(
                                worker,
                                answered,
                                "kyc_results_total",
                                "code=\"1012\"",
                                "authority=\"ke-iprs\""))
                .isEqualTo(1);
        assertThat(grown(worker, answered, "kyc_results_total", "code=\"1013\"")).isEqualTo(1);
        assertThat(grown(worker, answered, "kyc_result_time_seconds_count", "lane=\"sync\""))
                .isEqualTo(1);
        assertThat(
                        grown(
                                worker,
                                answered,
                                "kyc_result_time_seconds_bucket",
                                "lane=\"async\"",
                                "le=\"43200.0\""))
                .isEqualTo(1);
        await("the callback to be counted")
                .atMost(PATIENCE)
                .until(
                        () ->
                                grown(
                                                dispatcher,
                                                Metrics.of(Service.DISPATCHER),
                                                "kyc_deliveries_ended_total",
                                                "end=\"delivered\"")
                                        == 1);
        var delivered = Metrics.of(Service.DISPATCHER);
        assertThat(grown(dispatcher, delivered, "kyc_delivery_attempts_total")).isPositive();
        assertThat(grown(dispatcher, delivered, "kyc_delivery_time_seconds_count")).isEqualTo(1);
        assertThat(delivered.values("kyc_deliveries_waiting")).hasSize(1);
        assertThat(delivered.values("kyc_deliveries_oldest_seconds")).hasSize(1);
        assertThat(accepted.values("kyc_jobs_oldest_seconds", "state=\"parked\"")).hasSize(1);
        assertThat(accepted.values("kyc_certificate_expires_in_seconds"))
                .singleElement()
                .satisfies(left -> assertThat(left).isPositive());
    }

    @Test
    void aCircuitThatOpensIsSeenUntilItCloses() {
        authority.goDown();
        for (int i = 0; i < 40; i++) {
            partner.submit(
                    partner.job(partner.newJobId(), "KE", "NATIONAL_ID", "00000000", inbox.url()));
        }
        await("the circuit to be open").atMost(PATIENCE).until(() -> circuit() == 1);
        await("parked jobs to be counted")
                .atMost(PATIENCE)
                .until(() -> Metrics.of(Service.WORKER).sum("kyc_parked_jobs") > 0);

        authority.recover();

        await("the circuit to be closed").atMost(PATIENCE).until(() -> circuit() == 0);
        Ledger.awaitQuiet();
    }

    @Test
    void whatAlertsAndDashboardLookAtIsThere() throws IOException {
        someOfEverything();
        Ledger.awaitQuiet();

        assertThat(Observability.metrics())
                .filteredOn(metric -> !NOT_ALWAYS.contains(metric))
                .isNotEmpty()
                .isSubsetOf(told());
    }

    @Test
    void whatTheDocumentPromisesIsThere() throws IOException {
        someOfEverything();
        Ledger.awaitQuiet();

        var promised = Observability.promised();
        var told = told();

        assertThat(promised).hasSizeGreaterThan(20);
        assertThat(promised).filteredOn(metric -> !NOT_ALWAYS.contains(metric)).isSubsetOf(told);
    }

    @Test
    void everyPoolIsWatched() {
        for (var service : SERVICES) {
            var metrics = Metrics.of(service);
            assertThat(metrics.values("agroal_active_count")).as("%s", service).isNotEmpty();
            assertThat(metrics.values("agroal_awaiting_count")).as("%s", service).isNotEmpty();
            assertThat(metrics.values("agroal_max_used_count")).as("%s", service).isNotEmpty();
        }
    }

    @Test
    void noLabelGrowsWithWhatIsAskedOrIsPersonal() throws Exception {
        someOfEverything();
        strangePaths();
        Ledger.awaitQuiet();
        var before = names();

        someOfEverything();
        strangePaths();
        Ledger.awaitQuiet();

        var labelled = '"' + Platform.stack().partner().partnerId() + '"';
        // The JVM's and the Kafka client's appear when a collector or a partition has its first
        // turn.
        assertThat(names())
                .filteredOn(name -> name.matches("(kyc|http|agroal)_.*"))
                .hasSizeGreaterThan(100)
                .isSubsetOf(before);
        assertThat(names())
                .noneMatch(name -> name.contains("00000000"))
                .noneMatch(name -> name.matches(".*job-\\d.*"))
                .noneMatch(name -> name.contains(labelled))
                .noneMatch(name -> name.contains("user-1"))
                .noneMatch(name -> name.contains("nobody-expects"));
    }

    private static double circuit() {
        return Metrics.of(Service.WORKER)
                .sum("kyc_authority_circuit_open", "authority=\"ke-iprs\"");
    }

    private static double grown(Metrics before, Metrics after, String name, String... labels) {
        return after.sum(name, labels) - before.sum(name, labels);
    }

    /** Accepted, repeated, refused, answered on both lanes and delivered. */
    private void someOfEverything() {
        var jobId = partner.newJobId();
        var job = partner.job(jobId, "KE", "NATIONAL_ID", "00000000", inbox.url());
        partner.submit(job);
        inbox.await(jobId);
        partner.submit(job);
        partner.submit(partner.job(jobId, "KE", "NATIONAL_ID", "00000001", inbox.url()));
        partner.verify(partner.job(partner.newJobId(), "NG", "BVN", "00000000001", inbox.url()));
        partner.status(jobId, "user-1");
    }

    private void strangePaths() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var service : SERVICES) {
                var origin = Platform.stack().service(service).baseUrl();
                for (var path :
                        List.of(
                                "/nobody-expects-" + partner.newJobId(),
                                "/v1/nobody-expects-" + partner.newJobId(),
                                "/0.2/nobody-expects-" + partner.newJobId(),
                                "/admin/jobs/1001/" + partner.newJobId())) {
                    http.send(
                            request(origin.resolve(path)), HttpResponse.BodyHandlers.discarding());
                }
            }
        }
    }

    private static HttpRequest request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + Platform.stack().operatorToken())
                .build();
    }

    /** Without labels; of a histogram its own name too. */
    private static Set<String> told() {
        return names().stream()
                .map(name -> name.replaceAll("\\{.*", ""))
                .flatMap(name -> Stream.of(name, name.replaceAll("_bucket$", "")))
                .collect(Collectors.toSet());
    }

    private static Set<String> names() {
        var names = new HashSet<String>();
        SERVICES.forEach(service -> names.addAll(Metrics.of(service).series().keySet()));
        return names;
    }
}
