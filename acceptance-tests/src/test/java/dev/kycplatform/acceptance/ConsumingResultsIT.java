package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to consuming results, followed. */
class ConsumingResultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String DATABASE = "downstream";
    private static final int JOBS = 200;

    /** The partner has asked for other numbers too, to know that it is known. */
    private static final String ENDED =
            "SELECT count(*) FROM worker.result WHERE partner_id = ? AND result_code = '1012'";

    private final PartnerClient partner = Platform.partnerWith("NG/BVN");
    private final CallbackInbox inbox = CallbackInbox.open();
    private final List<Process> consumers = new ArrayList<>();

    @TempDir Path directory;

    @BeforeEach
    void makeDatabase() throws SQLException {
        onServer("DROP DATABASE IF EXISTS " + DATABASE);
        onServer("CREATE DATABASE " + DATABASE);
    }

    @AfterEach
    void stop() throws SQLException {
        consumers.forEach(Process::destroyForcibly);
        consumers.forEach(consumer -> consumer.onExit().join());
        onServer("DROP DATABASE " + DATABASE + " WITH (FORCE)");
        inbox.close();
    }

    @Test
    void aConsumerThatIsKilledCountsEachResultOnce() throws Exception {
        var begun = Instant.now();
        for (int i = 0; i < JOBS; i++) {
            submit();
        }
        Awaitility.await("all to be answered")
                .atMost(PATIENCE)
                .until(() -> Ledger.count(ENDED, partner.id()) == JOBS);

        // In the middle of a batch that it has not acknowledged, twice.
        for (int atLeast : new int[] {1, JOBS / 3}) {
            var consumer = start();
            Awaitility.await("some to be counted")
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(PATIENCE)
                    .until(() -> counted() >= atLeast);
            consumer.destroyForcibly().onExit().join();
        }
        start();
        Awaitility.await("all to be counted").atMost(PATIENCE).until(() -> counted() == JOBS);
        // And once more from the store, as for a consumer that fell behind what the topic keeps.
        new OperatorCommands(directory)
                .run(
                        "results",
                        "republish",
                        "--since",
                        begun.toString(),
                        "--partner",
                        partner.id());
        Awaitility.await("the repeated ones to be dropped")
                .atMost(PATIENCE)
                .until(() -> dropped() >= JOBS);

        assertThat(counted()).isEqualTo(JOBS);
    }

    @Test
    void aConsoleToolShowsAnEventWhoseReferenceLeadsToTheResult() throws Exception {
        inbox.await(submit());
        var guide = Files.readString(ConsumingResultsTest.GUIDE);
        var command =
                guide.lines()
                        .filter(line -> line.startsWith("kafka-console-consumer.sh "))
                        .findFirst()
                        .orElseThrow();
        var arguments = new ArrayList<>(Arrays.asList(command.split(" ")));
        arguments.subList(0, 3).clear(); // its name, and the address of the guide's broker

        var printed = BrokerTools.consume(arguments.toArray(String[]::new));

        assertThat(printed).contains("ce_type:dev.kycplatform.job.completed", "ce_id:");
        var value = printed.substring(printed.indexOf("{\"schema_version\""));
        var reference = new ObjectMapper().readTree(value).path("result_reference").asText();
        var result = read(reference);
        assertThat(result.statusCode()).as(result.body()).isEqualTo(200);
        assertThat(
                        new ObjectMapper()
                                .readTree(result.body())
                                .path("result")
                                .path("ResultCode")
                                .asText())
                .matches("10[0-9]{2}");
    }

    private String submit() {
        var jobId = partner.newJobId();
        var answer = partner.submit(partner.job(jobId, "NG", "BVN", "00000000000", inbox.url()));
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return jobId;
    }

    private Process start() throws IOException {
        var log = directory.resolve("consumer-" + consumers.size() + ".log").toFile();
        var consumer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                ConsumingResultsTest.CONSUMER.toString(),
                                Platform.stack().kafka().bootstrapServers(),
                                Platform.stack().postgres().adminJdbcUrl(DATABASE))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        consumers.add(consumer);
        return consumer;
    }

    /** By this test's partner: others have results on the topic too. */
    private long counted() throws SQLException {
        try (var database = downstream();
                var statement =
                        database.prepareStatement(
                                "SELECT coalesce(sum(results), 0) FROM results"
                                        + " WHERE partner_id = ? AND result_code = '1012'")) {
            statement.setString(1, partner.id());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState())) {
                return 0; // It has not made its tables yet.
            }
            throw e;
        }
    }

    private long dropped() throws IOException {
        long dropped = 0;
        try (Stream<Path> logs = Files.list(directory)) {
            for (var log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                try (var lines = Files.lines(log)) {
                    dropped += lines.filter(line -> line.startsWith("dropped ")).count();
                }
            }
        }
        return dropped;
    }

    private static Connection downstream() throws SQLException {
        return DriverManager.getConnection(Platform.stack().postgres().adminJdbcUrl(DATABASE));
    }

    private static void onServer(String statement) throws SQLException {
        try (var server = Platform.database();
                var sql = server.createStatement()) {
            sql.execute(statement);
        }
    }

    private static HttpResponse<String> read(String reference) throws Exception {
        var stack = Platform.stack();
        var token = Files.readString(stack.settings().state().resolve("reader.token")).strip();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(
                                    stack.service(Service.WORKER)
                                            .baseUrl()
                                            .resolve(
                                                    "/admin/results/"
                                                            + reference
                                                            + "?reason=a+look"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }
}
