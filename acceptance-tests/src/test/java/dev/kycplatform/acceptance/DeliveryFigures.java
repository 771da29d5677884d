package dev.kycplatform.acceptance;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.callback.CallbackAddress;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.process.Lifespan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What the dispatcher does, in figures: printed, never asserted, and none of the usual run. Each stands beside what was
 * measured without it in the same run. Everything shares the machine: Kafka, PostgreSQL, the dispatcher, what sends and
 * what receives.
 *
 * <pre>{@code ./kyc test -pl acceptance-tests -am -Dtest=none -Dit.test=DeliveryFigures}</pre>
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryFigures {
    private static final int SMALL_JOBS = Integer.getInteger("figures.small", 300_000);
    private static final int LARGE_JOBS = Integer.getInteger("figures.large", 3_000);
    private static final int BACKLOG = Integer.getInteger("figures.backlog", 1_000_000);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int PARTNERS = 40;
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("24 bytes of signing key!".getBytes());

    private static final AtomicLong JOBS = new AtomicLong();

    @SuppressWarnings("NullAway.Init") // all of them set before everything
    private static Stack stack;

    @SuppressWarnings("NullAway.Init")
    private static Keysets keysets;

    @SuppressWarnings("NullAway.Init")
    private static KafkaProducer<byte[], byte[]> producer;

    @SuppressWarnings("NullAway.Init")
    private static Sink receiver;

    /** When each job's callback came, by System.nanoTime. */
    private static final Map<String, Long> RECEIVED = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        var state =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "figures-");
        stack =
                Stack.start(
                        StackSettings.forTests(Workspace.find(), state)
                                .with(List.of(Service.DISPATCHER))
                                .with(Lifespan.HOURS));
        keysets = new Keysets(stack.keysets());
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        receiver = new Sink(path -> RECEIVED.put(path, System.nanoTime()));
        makeWorkersTables();
        for (int i = 0; i < 2 * PARTNERS; i++) {
            publishPartner(partner(i));
        }
        producer.flush();
        // Warm: the code of both sides, and every partner known.
        deliver("warm-up", stored(8_000, 1_000, DeliveryFigures::partner, _ -> own()));
    }

    @AfterAll
    static void stop() throws IOException {
        receiver.close();
        producer.close();
        stack.close();
    }

    @Test
    @Order(1)
    void smallBodies() throws Exception {
        var bare = bare(1_000, 20_000);
        var rate = deliver("1 KB", stored(SMALL_JOBS, 1_000, DeliveryFigures::partner, _ -> own()));

        System.out.printf(
                "FIGURE 1 KB: %.0f deliveries/s; %.2f of a bare client's %.0f POSTs/s; %d attempts failed%n",
                rate, rate / bare, bare, failed());
    }

    @Test
    @Order(2)
    void largeBodies() throws Exception {
        var bare = bare(1_500_000, 200);
        var rate =
                deliver(
                        "1.5 MB",
                        stored(LARGE_JOBS, 1_500_000, DeliveryFigures::partner, _ -> own()));

        System.out.printf(
                "FIGURE 1.5 MB: %.0f MB/s; %.2f of a bare client's %.0f MB/s; heap %s; %d attempts failed%n",
                rate * 1.5, rate / bare, bare * 1.5, heap(), failed());
    }

    @Test
    @Order(3)
    void neighbours() throws Exception {
        var alone = steady(3_000, Duration.ofSeconds(15), i -> partner(i % 20), _ -> own());
        try (var hole = new BlackHole()) {
            var beside =
                    steady(
                            6_000,
                            Duration.ofSeconds(15),
                            i -> partner(i % 40),
                            i -> i % 40 < 20 ? own() : hole.url(i % 40));

            System.out.printf(
                    "FIGURE neighbours: p99 %.1f ms beside as many black holes, %.1f ms without; %.2f"
                            + " times (p50 %.1f and %.1f ms)%n",
                    quantile(0.99, beside),
                    quantile(0.99, alone),
                    quantile(0.99, beside) / quantile(0.99, alone),
                    quantile(0.5, beside),
                    quantile(0.5, alone));
        }
    }

    @Test
    @Order(4)
    void backlog() throws Exception {
        makeDue("backlog-small", 20_000);
        var few = drained(Duration.ofSeconds(2));
        waitUntilDone();
        makeDue("backlog-large", BACKLOG);
        var heapBefore = heap();
        var many = drained(Duration.ofSeconds(20));

        System.out.printf(
                "FIGURE backlog: %.0f claimed and ended/s of %d due, %.0f/s of 20,000; %.2f times;"
                        + " heap %s, before %s%n",
                many, BACKLOG, few, many / few, heap(), heapBefore);
    }

    private static String partner(int i) {
        return Integer.toString(9_000 + i % (2 * PARTNERS));
    }

    private static String own() {
        return receiver.origin();
    }

    /** Publishes what is stored, and waits for all of it. @return how many a second, the first third apart */
    private static double deliver(String what, List<ResultReference> jobs) {
        System.out.println("DELIVERING " + what);
        jobs.forEach(DeliveryFigures::publish);
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> RECEIVED.size() >= JOBS.get());
        var times =
                jobs.stream()
                        .mapToLong(job -> RECEIVED.getOrDefault(path(job), 0L))
                        .sorted()
                        .toArray();
        var from = times.length / 3;
        return (times.length - from) * 1e9 / (times[times.length - 1] - times[from]);
    }

    /** Sends at a fixed rate, whatever comes of it. @return of own jobs, from when it should have been sent, ms */
    private static double[] steady(
            int jobs, Duration within, IntFunction<String> partner, IntFunction<String> origin)
            throws Exception {
        var stored = stored(jobs, 1_000, partner, origin);
        var begin = System.nanoTime();
        var planned = new long[jobs];
        for (int i = 0; i < jobs; i++) {
            planned[i] = begin + within.toNanos() * i / jobs;
            Thread.sleep(Duration.ofNanos(Math.max(0, planned[i] - System.nanoTime())));
            publish(stored.get(i));
        }
        var own = new ArrayList<Integer>();
        for (int i = 0; i < jobs; i++) {
            if (origin.apply(i).equals(own())) {
                own.add(i);
            }
        }
        Awaitility.await("the healthy ones")
                .atMost(PATIENCE)
                .until(() -> own.stream().allMatch(i -> RECEIVED.containsKey(path(stored.get(i)))));
        // The beginning is when holes are found out: part of what is measured.
        JOBS.addAndGet(own.size() - jobs);
        return own.stream()
                .mapToDouble(
                        i -> (RECEIVED.getOrDefault(path(stored.get(i)), 0L) - planned[i]) / 1e6)
                .toArray();
    }

    private static double quantile(double share, double[] latencies) {
        Arrays.sort(latencies);
        return latencies[(int) (latencies.length * share)];
    }

    /** POSTs of that size by the JDK's client, 64 at once, to the same receiver. @return how many a second */
    private static double bare(int size, int many) throws Exception {
        var body = HttpRequest.BodyPublishers.ofByteArray(new byte[size]);
        var room = new Semaphore(64);
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begin = System.nanoTime();
            for (int i = 0; i < many; i++) {
                room.acquire();
                threads.execute(
                        () -> {
                            try {
                                client.send(
                                        HttpRequest.newBuilder(URI.create(own() + "/bare"))
                                                .POST(body)
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding());
                            } catch (IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            } finally {
                                room.release();
                            }
                        });
            }
            room.acquire(64);
            RECEIVED.remove("/bare");
            return many * 1e9 / (System.nanoTime() - begin);
        }
    }

    /** Deliveries whose results are gone: claimed, found to be so, and ended. All of one partner's endpoint. */
    private static void makeDue(String name, int many) throws SQLException {
        update(
                """
                INSERT INTO dispatcher.delivery
                    (accepted_at, webhook_id, endpoint, partner_id, job_id, body_size, state, due_at)
                SELECT date_trunc('day', now()), 'msg_%1$s_' || i, 'https://example.com:443', '9000', '%1$s-' || i,
                       1000, 'pending', now()
                FROM generate_series(1, %2$d) i\
                """
                        .formatted(name, many));
        update("ANALYZE dispatcher.delivery");
        update(
                """
                INSERT INTO dispatcher.lane (partner_id, endpoint, wake_at)
                VALUES ('9000', 'https://example.com:443', now())
                ON CONFLICT (partner_id, endpoint) DO UPDATE SET wake_at = now()\
                """);
    }

    private static double drained(Duration within) throws Exception {
        var before = ended();
        var begin = System.nanoTime();
        Thread.sleep(within);
        return (ended() - before) * 1e9 / (System.nanoTime() - begin);
    }

    private static void waitUntilDone() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM dispatcher.delivery WHERE"
                                                        + " due_at IS NOT NULL AND endpoint ="
                                                        + " 'https://example.com:443'")
                                        == 0);
    }

    /** Since the start; none, unless an endpoint is a black hole. */
    private static long failed() throws SQLException {
        return number("SELECT count(*) FROM dispatcher.attempt WHERE outcome <> 'delivered'");
    }

    private static long ended() throws SQLException {
        return number("SELECT count(*) FROM dispatcher.attempt");
    }

    /** As the dispatcher's own metrics say. */
    private static String heap() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var metrics =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    stack.service(Service.DISPATCHER)
                                                            .baseUrl()
                                                            .resolve("/q/metrics"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body();
            return "%.0f of %.0f MB"
                    .formatted(
                            sum(metrics, "jvm_memory_used_bytes"),
                            sum(metrics, "jvm_memory_max_bytes"));
        }
    }

    private static double sum(String metrics, String name) {
        return metrics.lines()
                        .filter(line -> line.startsWith(name) && line.contains("area=\"heap\""))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .filter(value -> value > 0)
                        .sum()
                / (1 << 20);
    }

    private static String path(ResultReference job) {
        return "/" + job.key().jobId();
    }

    /** Results as the worker stores them. */
    private static List<ResultReference> stored(
            int many, int size, IntFunction<String> partner, IntFunction<String> origin)
            throws SQLException {
        var results = keysets.seal(Purpose.RESULT);
        var callbacks = keysets.seal(Purpose.CALLBACK);
        var body = ("{\"FullData\":\"" + "x".repeat(size) + "\"}").getBytes(StandardCharsets.UTF_8);
        var stored = new ArrayList<ResultReference>();
        try (var database = database();
                var insert =
                        database.prepareStatement(
                                """
                                INSERT INTO worker.result
                                    (accepted_at, partner_id, job_id, smile_job_id, lane, country, id_type, authority,
                                     result_code, answered_at, attempts, user_hash, id_number_hash, callback, body,
                                     size, sha256)
                                VALUES (?, ?, ?, 1, 'async', 'NG', 'BVN', 'nibss', '1012', now(), 1, '', '', ?, ?, ?,
                                        '')\
                                """)) {
            database.setAutoCommit(false);
            for (int i = 0; i < many; i++) {
                var job =
                        new ResultReference(
                                now(),
                                JobKey.of(partner.apply(i), "job-" + JOBS.incrementAndGet()));
                insert(insert, job, results, callbacks, body, origin.apply(i));
                stored.add(job);
                if (i % 500 == 0 || size > 100_000) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            database.commit();
        }
        return stored;
    }

    private static void insert(
            PreparedStatement insert,
            ResultReference job,
            Seal results,
            Seal callbacks,
            byte[] body,
            String origin)
            throws SQLException {
        var sealed = results.seal(body, Binding.ofJob(Purpose.RESULT, job.key(), job.acceptedAt()));
        insert.setObject(1, job.acceptedAt().atOffset(ZoneOffset.UTC));
        insert.setString(2, job.key().partnerId().value());
        insert.setString(3, job.key().jobId().value());
        insert.setBytes(
                4,
                callbacks.seal(
                        "{\"url\":\"%s\",\"api_key_id\":\"key\"}"
                                .formatted(origin + path(job))
                                .getBytes(StandardCharsets.UTF_8),
                        CallbackAddress.binding(job.key(), job.acceptedAt())));
        insert.setBytes(5, sealed);
        insert.setInt(6, sealed.length);
        insert.addBatch();
    }

    private static void publish(ResultReference job) {
        producer.send(
                new ProducerRecord<>(
                        Topics.RESULTS.topicName(),
                        job.key().toString().getBytes(StandardCharsets.UTF_8),
                        "{\"schema_version\":1,\"attempts\":1,\"size\":1,\"result_reference\":\"%s\"}"
                                .formatted(job)
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static void publishPartner(String id) {
        producer.send(
                new ProducerRecord<>(
                        Topics.PARTNERS.topicName(),
                        id.getBytes(StandardCharsets.UTF_8),
                        """
                        {"schema_version":1,"partner_id":"%s","version":1,"name":"A partner","enabled":true,
                         "production_enabled":true,"api_keys":[%s],"webhook_secrets":[%s],
                         "changed_at":"2026-01-01T00:00:00Z"}\
                        """
                                .formatted(
                                        id,
                                        secret(id, "key", "an api key"),
                                        secret(id, "whsec", SECRET))
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static String secret(String partner, String id, String value) {
        var sealed =
                keysets.seal(Purpose.PARTNER)
                        .seal(
                                value.getBytes(StandardCharsets.UTF_8),
                                PartnerChanged.secretBinding(partner, id));
        return "{\"id\":\"%s\",\"sealed\":\"%s\"}"
                .formatted(id, Base64.getEncoder().encodeToString(sealed));
    }

    /** As the worker's migrations make them, with today's partition. */
    private static void makeWorkersTables() throws Exception {
        var migrations = Path.of("../verification-worker/src/main/resources/db/worker");
        try (var files = Files.list(migrations)) {
            for (var file : files.sorted().toList()) {
                update(Files.readString(file));
            }
        }
        var day = LocalDate.ofInstant(now(), ZoneOffset.UTC);
        update(
                "CREATE TABLE worker.result_%s PARTITION OF worker.result FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
                        .formatted(
                                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                                day,
                                day.plusDays(2)));
    }

    private static Instant now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Connection database() throws SQLException {
        return DriverManager.getConnection(stack.adminJdbcUrl() + "&reWriteBatchedInserts=true");
    }

    private static void update(String sql) throws SQLException {
        try (var database = database();
                var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (var database = database();
                var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Endpoints that take every connection and never answer, each on a port of its own. */
    private static final class BlackHole implements AutoCloseable {
        private final Map<Integer, ServerSocket> holes = new ConcurrentHashMap<>();
        private final List<Socket> swallowed = new CopyOnWriteArrayList<>();

        String url(int which) {
            return "http://127.0.0.1:" + holes.computeIfAbsent(which, _ -> open()).getLocalPort();
        }

        private ServerSocket open() {
            try {
                var socket = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
                Thread.ofVirtual().start(() -> swallow(socket));
                return socket;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void swallow(ServerSocket socket) {
            try {
                while (true) {
                    swallowed.add(socket.accept());
                }
            } catch (IOException _) {
                // Closed.
            }
        }

        @Override
        public void close() throws IOException {
            for (var hole : holes.values()) {
                hole.close();
            }
            for (var connection : swallowed) {
                connection.close();
            }
        }
    }
}
