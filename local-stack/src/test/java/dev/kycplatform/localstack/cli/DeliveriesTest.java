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
class DeliveriesTest {
    private static final String DELIVERY =
            """
            {"webhook_id":"msg_1","partner_id":"001","job_id":"job-1","endpoint":"https://example.com:443",
             "state":"exhausted","attempts":2,"last_status":503,
             "attempt_log":[{"attempt":1,"at":"2026-01-01T00:00:00Z","took_ms":30,"outcome":"deferred","status":503},
                            {"attempt":2,"at":"2026-01-01T00:00:05Z","took_ms":9,"outcome":"deferred","failure":"tls"}]}\
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;
    private final PrintStream stderr = System.err;

    @TempDir private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer dispatcher;

    private List<String> answers = List.of("{}");

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "the-token\n");
        dispatcher =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dispatcher.createContext("/", this::answer);
        dispatcher.start();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        System.setErr(stderr);
        dispatcher.stop(0);
    }

    @Test
    void listsWhatIsLookedForUpToALimit() {
        answers =
                List.of(
                        "{\"deliveries\":[%s],\"next_after\":\"m+1\"}".formatted(DELIVERY),
                        "{\"deliveries\":[%s]}".formatted(DELIVERY));

        assertThat(
                        run(
                                "list",
                                "--partner=001",
                                "--job=job-1",
                                "--state=exhausted",
                                "--since=2026-01-01T00:00:00Z",
                                "--limit=3"))
                .isZero();

        assertThat(asked)
                .containsExactly(
                        "GET /admin/deliveries?limit=3&partner=001&job=job-1&state=exhausted"
                                + "&since=2026-01-01T00%3A00%3A00Z&after= ",
                        "GET /admin/deliveries?limit=2&partner=001&job=job-1&state=exhausted"
                                + "&since=2026-01-01T00%3A00%3A00Z&after=m%2B1 ");
        assertThat(printed().lines()).hasSize(3);
        assertThat(printed()).contains("msg_1", "exhausted", "503", "001/job-1");
    }

    @Test
    void showsEveryAttempt() {
        answers = List.of("{\"deliveries\":[%s]}".formatted(DELIVERY));

        assertThat(run("show", "msg_1")).isZero();

        assertThat(asked).containsExactly("GET /admin/deliveries/msg_1 ");
        assertThat(printed()).contains("HTTP 503", "tls", "30 ms");
    }

    @Test
    void asksForAnswersWithAReason() {
        answers = List.of("{\"answers\":[{\"endpoint\":\"e\",\"attempt\":1,\"answer\":\"no\"}]}");

        assertThat(run("answers", "msg_1", "--reason=ticket 7")).isZero();

        assertThat(asked)
                .containsExactly("POST /admin/deliveries/msg_1/answers {\"reason\":\"ticket 7\"}");
        assertThat(printed()).contains("e, attempt 1:", "no");
    }

    @Test
    void repairsOne() {
        answers = List.of("{\"changed\":1}");

        for (String repair : List.of("attempt", "replay", "hold", "release")) {
            assertThat(run(repair, "msg_1")).isZero();
        }

        assertThat(asked)
                .containsExactly(
                        "POST /admin/deliveries/msg_1/attempt {}",
                        "POST /admin/deliveries/msg_1/replay {}",
                        "POST /admin/deliveries/msg_1/hold {}",
                        "POST /admin/deliveries/msg_1/release {}");
        assertThat(printed()).contains("1 delivery");
    }

    @Test
    void repairsAllStepByStep() {
        answers = List.of("{\"changed\":1000,\"next_after\":\"m1\"}", "{\"changed\":7}");

        assertThat(
                        run(
                                "replay",
                                "--partner=001",
                                "--job=job-1",
                                "--state=gone",
                                "--since=2026-01-01T00:00:00Z",
                                "--reason=outage"))
                .isZero();

        String which =
                "\"reason\":\"outage\",\"partner_id\":\"001\",\"job_id\":\"job-1\",\"state\":\"gone\","
                        + "\"since\":\"2026-01-01T00:00:00Z\"";
        assertThat(asked)
                .containsExactly(
                        "POST /admin/deliveries/replay {%s}".formatted(which),
                        "POST /admin/deliveries/replay {%s,\"after\":\"m1\"}".formatted(which));
        assertThat(printed()).contains("1007 deliveries");
    }

    @Test
    void repairsNothingUnlessItIsSaidWhat() {
        assertThat(run("replay")).isNotZero();
        assertThat(run("replay", "msg_1", "--partner=001")).isNotZero();
        assertThat(asked).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("name a WEBHOOK_ID");
    }

    @Test
    void changesAnEndpoint() {
        answers =
                List.of(
                        "{\"partner_id\":\"001\",\"endpoint\":\"https://e:443\",\"state\":\"well\",\"releasing\":true}");

        assertThat(run("enable", "001", "https://e:443", "--reason=back")).isZero();
        assertThat(run("disable", "001", "https://e:443")).isZero();
        assertThat(run("rate", "001", "https://e:443", "5")).isZero();
        assertThat(run("rate", "001", "https://e:443", "none")).isZero();
        assertThat(run("rate", "001", "https://e:443", "fast")).isNotZero();

        String which = ",\"partner_id\":\"001\",\"endpoint\":\"https://e:443\"}";
        assertThat(asked)
                .containsExactly(
                        "PATCH /admin/endpoints {\"reason\":\"back\",\"enabled\":true" + which,
                        "PATCH /admin/endpoints {\"enabled\":false" + which,
                        "PATCH /admin/endpoints {\"rate_per_second\":5" + which,
                        "PATCH /admin/endpoints {\"rate_per_second\":null" + which);
        assertThat(printed()).contains("letting go what was held");
    }

    @Test
    void listsEndpointsInTrouble() {
        answers =
                List.of(
                        "{\"endpoints\":[{\"partner_id\":\"001\",\"endpoint\":\"https://e:443\","
                                + "\"state\":\"disabled\",\"outages\":40}]}");

        assertThat(run("endpoints", "--in-trouble", "--partner=001")).isZero();

        assertThat(asked)
                .containsExactly(
                        "GET /admin/endpoints?limit=200&in_trouble=true&partner=001&after= ");
        assertThat(printed()).contains("disabled", "40", "https://e:443");
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("deliveries"));
        all.addAll(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + dispatcher.getAddress().getPort());
        all.add("--token-file=" + directory.resolve("token"));
        return Kyc.commands().execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(
                "%s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8)));
        byte[] body =
                answers.get(Math.min(asked.size(), answers.size()) - 1)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
