package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Prometheus, as Debian packages it, scrapes the running services: what is asked of it has answers, and its alerts fire in an
 * outage and clear after it. On a stack of its own, which everything happens to at once.
 */
class AlertsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int UNTIL_A_CIRCUIT_OPENS = 40;
    private static final int BEHIND = 10;

    /** What is no wonder when this much is broken is not among them. */
    private static final Set<String> EXPECTED =
            Set.of(
                    "AcceptErrors",
                    "CallbackUndelivered",
                    "CertificateExpires",
                    "CircuitOpen",
                    "DeadLetters",
                    "InstanceDown",
                    "JobParkedLong",
                    "JobUnanswered",
                    "LagNotMeasured",
                    "LagSeconds");

    private static Stack stack;
    private static PartnerClient partner;
    private static Path certificate;

    /** One for all tests: what is still to be delivered when a test ends finds somebody there. */
    private static CallbackInbox inbox;

    private static Prometheus prometheus;

    private final Set<String> fired = new TreeSet<>();

    @BeforeAll
    static void start() throws IOException {
        Tools.requirePrograms("prometheus", "prometheus");
        var directory =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "alerts-");
        certificate = directory.resolve("watched.pem");
        stack =
                Stack.start(
                        StackSettings.forTests(Workspace.find(), directory.resolve("stack"))
                                .withEnvironment(
                                        Map.of(
                                                "CERTIFICATES_WATCHED",
                                                certificate.toString(),
                                                "CONSUMER_LAG_EVERY",
                                                "1s"))
                                .withEnvironment(
                                        Service.INTAKE,
                                        Map.of(
                                                "INTAKE_OPEN_JOBS_BEHIND", "5s",
                                                "INTAKE_OPEN_JOBS_INTERVAL", "1s"))
                                .withEnvironment(
                                        Service.WORKER,
                                        Map.of(
                                                "WORKER_CIRCUIT_OPEN_FOR", "1s",
                                                "WORKER_PARKING_LONGEST_DELAY", "2s"))
                                .withEnvironment(
                                        Service.DISPATCHER,
                                        Map.of(
                                                "DISPATCHER_RETRY_SCHEDULE",
                                                "1s,1s,2s,2s,5s,5s,5s,5s,5s,5s,5s,5s,5s,5s,5s,5s")));
        renewCertificate();
        inbox = CallbackInbox.open();
        partner = new PartnerClient(stack.partner());
        prometheus = Prometheus.scraping(stack, directory);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (stack != null) {
            stack.close();
        }
        if (inbox != null) {
            inbox.close();
        }
    }

    @Test
    void everyServiceIsScrapedAndEveryRuleEvaluated() {
        awaitUp();
        await("all rules to be evaluated")
                .atMost(PATIENCE)
                .until(
                        () ->
                                prometheus.rules().stream()
                                        .noneMatch(
                                                rule ->
                                                        rule.path("health")
                                                                .asText()
                                                                .equals("unknown")));

        assertThat(prometheus.rules())
                .isNotEmpty()
                .allSatisfy(
                        rule ->
                                assertThat(rule.path("health").asText())
                                        .as("%s", rule)
                                        .isEqualTo("ok"));
    }

    /** All but what shows nothing while all is well. Something has to happen twice to have a rate. */
    @Test
    void whatTheDashboardShowsIsThere() throws IOException {
        awaitUp();
        for (var expression : Observability.dashboard()) {
            await(expression)
                    .atMost(PATIENCE)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(
                            () -> {
                                someOfEverything();
                                return Observability.QUIET.contains(expression)
                                        || !prometheus.query(expression).isEmpty();
                            });
        }
    }

    /** Accepted, refused, answered on both lanes and delivered. */
    private static void someOfEverything() {
        var job = job("NG", "BVN", "00000000000");
        partner.submit(job);
        partner.submit(job.put("id_number", "00000000001"));
        partner.verify(job("NG", "BVN", "00000000000"));
    }

    @Test
    void alertsFireInAnOutageAndClearAfterIt() throws Exception {
        awaitUp();
        var authority = new SandboxAuthority(stack, "ke-iprs");
        await("nothing to fire").atMost(PATIENCE).until(() -> prometheus.firing().isEmpty());

        try (var blocker = DriverManager.getConnection(stack.adminJdbcUrl())) {
            refuseCallbacks();
            authority.goDown();
            for (int i = 0; i < UNTIL_A_CIRCUIT_OPENS; i++) {
                partner.submit(job("KE", "NATIONAL_ID", "00000000"));
            }
            awaitFiring("CircuitOpen");
            sendWhatNobodyCanRead();
            awaitFiring("DeadLetters");
            letTheCertificateRunOut();
            stack.service(Service.FLOW).kill();
            holdTheWorkerUp(blocker);
            stack.kafka().kill();

            EXPECTED.forEach(this::awaitFiring);

            blocker.rollback();
            stack.kafka().launch();
            stack.kafka().awaitReady();
            stack.service(Service.FLOW).start();
            renewCertificate();
            authority.recover();
            inbox.answer(200, Duration.ZERO);
            await("all alerts to clear")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());
        }
    }

    private static void awaitUp() {
        await("all services to be scraped")
                .atMost(PATIENCE)
                .until(() -> prometheus.up().size() == Prometheus.SCRAPED.size());
    }

    /** An alert may clear while another is waited for. Requests go on all the while, as partners would have them. */
    private void awaitFiring(String alert) {
        await(alert + " to fire")
                .atMost(PATIENCE)
                .pollInterval(BETWEEN_LOOKS)
                .until(
                        () -> {
                            partner.submit(job("NG", "BVN", "00000000000"));
                            fired.addAll(prometheus.firing());
                            return fired.contains(alert);
                        });
    }

    private static void refuseCallbacks() {
        inbox.answer(503, Duration.ZERO);
        var before = inbox.count();
        partner.submit(job("NG", "BVN", "00000000000"));
        await("a callback to be refused").atMost(PATIENCE).until(() -> inbox.count() > before);
    }

    private static void sendWhatNobodyCanRead() {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(
                            Topics.JOBS.topicName(), new byte[] {1}, new byte[] {'?'}));
        }
    }

    /** What it writes waits; what others read of it they get. Returns when a job that was accepted waits. */
    private static void holdTheWorkerUp(Connection blocker) throws SQLException {
        blocker.setAutoCommit(false);
        try (var lock = blocker.createStatement()) {
            lock.execute("LOCK TABLE worker.result, worker.parked_job IN EXCLUSIVE MODE");
        }
        for (int i = 0; i < BEHIND; i++) {
            assertThat(partner.submit(job("NG", "BVN", "00000000000")).status()).isEqualTo(200);
        }
        await("the worker to be behind")
                .atMost(PATIENCE)
                .until(
                        () ->
                                !prometheus
                                        .query("kyc:lag_records{topic=\"kyc.jobs\"} > 0")
                                        .isEmpty());
    }

    /** A key with a certificate that vouches for itself, made by the JDK's own keytool. */
    private static void letTheCertificateRunOut() throws IOException {
        var store = certificate.resolveSibling("watched.p12");
        keytool(store, "-genkeypair -keyalg EC -dname CN=watched -validity 3");
        var made = certificate.resolveSibling("made.pem");
        keytool(store, "-exportcert -rfc -file " + made);
        Files.move(made, certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void keytool(Path store, String arguments) {
        Run.of(
                        new ProcessBuilder(
                                ("%s/bin/keytool %s -alias one -keystore %s -storepass watched"
                                                .formatted(
                                                        System.getProperty("java.home"),
                                                        arguments,
                                                        store))
                                        .split(" ")))
                .successful();
    }

    private static void renewCertificate() throws IOException {
        Files.copy(stack.caFile(), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private static ObjectNode job(String country, String idType, String idNumber) {
        return partner.job(partner.newJobId(), country, idType, idNumber, inbox.url());
    }
}
