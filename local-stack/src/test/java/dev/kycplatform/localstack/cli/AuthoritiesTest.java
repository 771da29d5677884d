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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server that writes down what it is asked. */
class AuthoritiesTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
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
    void pausesOneWithAReason() {
        assertThat(run("pause", "ng-nibss", "--reason", "their maintenance")).isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /admin/authorities/ng-nibss/pause {\"reason\":\"their maintenance\"}");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("ng-nibss", "an-operator", "their maintenance");
    }

    @Test
    void resumesOneAndSaysWhichArePausedStill() {
        assertThat(run("resume", "ke-iprs", "--reason", "they are done")).isZero();

        assertThat(asked)
                .containsExactly(
                        "DELETE /admin/authorities/ke-iprs/pause?reason=they%20are%20done ",
                        "GET /admin/authorities/paused ");
    }

    @Test
    void wantsAReasonForAPause() {
        assertThat(run("pause", "ng-nibss")).isNotZero();

        assertThat(asked).isEmpty();
    }

    private int run(String command, String... arguments) {
        var all = new ArrayList<>(List.of("authority", command));
        all.addAll(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + worker.getAddress().getPort());
        all.add("--token-file=" + directory.resolve("token"));
        return Kyc.commands().execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            var answer =
                    """
                    {"paused":[{"authority":"ng-nibss","reason":"their maintenance",
                     "paused_by":"an-operator","paused_at":"2026-01-02T03:04:05Z"}]}"""
                            .getBytes(StandardCharsets.UTF_8);
            var isDelete = exchange.getRequestMethod().equals("DELETE");
            exchange.sendResponseHeaders(isDelete ? 204 : 200, isDelete ? -1 : answer.length);
            if (!isDelete) {
                exchange.getResponseBody().write(answer);
            }
        }
    }
}
