package dev.kycplatform.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server that writes down what it is asked. */
class ResultsTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;

    @TempDir private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer worker;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "the-token\n");
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/", this::answer);
        worker.start();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        worker.stop(0);
    }

    @Test
    void showsAStoredResultToWhoSaysWhy() {
        answers.add("{\"job_id\":\"job-1\",\"result\":{\"ResultCode\":\"1012\"}}");

        assertThat(run("show", "a-Reference_1", "--reason", "monthly report")).isZero();

        assertThat(asked)
                .containsExactly("GET /admin/results/a-Reference_1?reason=monthly%20report ");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"ResultCode\" : \"1012\"");
    }

    @Test
    void republishesPageByPageToTheEnd() {
        answers.add("{\"republished\":500,\"next_after\":\"there\"}");
        answers.add("{\"republished\":17}");

        assertThat(run("republish", "--since", "2026-01-31T12:00:00Z", "--partner", "001"))
                .isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /admin/results/republish {\"since\":\"2026-01-31T12:00:00Z\",\"partner_id\":\"001\"}",
                        "POST /admin/results/republish {\"since\":\"2026-01-31T12:00:00Z\",\"partner_id\":\"001\",\"after\":\"there\"}");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("Published again: 517%n".formatted());
    }

    @Test
    void goesOnWhereItIsTold() {
        answers.add("{\"republished\":0}");

        assertThat(
                        run(
                                "republish",
                                "--since",
                                "2026-01-31T12:00:00Z",
                                "--after",
                                "there",
                                "--reason",
                                "refill"))
                .isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /admin/results/republish {\"since\":\"2026-01-31T12:00:00Z\",\"after\":\"there\",\"reason\":\"refill\"}");
    }

    @Test
    void wantsToKnowSinceWhen() {
        assertThat(run("republish")).isNotZero();

        assertThat(asked).isEmpty();
    }

    private int run(String command, String... arguments) {
        var all = new ArrayList<>(List.of("results", command));
        all.addAll(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + worker.getAddress().getPort());
        all.add("--token-file=" + directory.resolve("token"));
        return Kyc.commands().execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            var answer = answers.remove().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
