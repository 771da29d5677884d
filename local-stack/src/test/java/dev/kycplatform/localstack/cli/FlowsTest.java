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

/** The commands about flows and reviews against a server that writes down what it is asked. */
class FlowsTest {
    private static final String FLOW =
            """
            {"flow":"f-1","app_handle":"shop","name":"Strict","status":"draft","checks":["name"]}\
            """;

    private static final String REVIEW =
            """
            {"verification_id":"v-1","status":"passed","app_handle":"shop","user_handle":"ada","tags":[]}\
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;

    @TempDir private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer service;

    private String answer = FLOW;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "the-token\n");
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", this::answer);
        service.start();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        service.stop(0);
    }

    @Test
    void createsAFlowWithAllThatIsSaid() {
        assertThat(
                        run(
                                "flow",
                                "create",
                                "shop",
                                "Strict",
                                "--checks=name,phone",
                                "--id-types=US/SSN,NG/BVN",
                                "--kyc-level=STRICT",
                                "--reason=contract 17"))
                .isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /admin/flows Bearer the-token"
                                + " {\"app_handle\":\"shop\",\"name\":\"Strict\","
                                + "\"checks\":[\"name\",\"phone\"],"
                                + "\"lookups\":[{\"name\":\"identity\",\"id_types\":[\"US/SSN\",\"NG/BVN\"]}],\"kyc_level\":\"STRICT\",\"reason\":\"contract"
                                + " 17\"}");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("f-1", "draft", "Strict");
    }

    @Test
    void approvesWithAReason() {
        assertThat(run("flow", "approve", "f-1", "--reason=looks right")).isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /admin/flows/f-1/approve Bearer the-token {\"reason\":\"looks"
                                + " right\"}");
    }

    @Test
    void listsTheFlowsOfAnApp() {
        answer = "{\"flows\":[" + FLOW + "]}";

        assertThat(run("flow", "list", "--app=shop")).isZero();

        assertThat(asked).containsExactly("GET /admin/flows?app_handle=shop Bearer the-token ");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("f-1");
    }

    @Test
    void decidesAReview() {
        answer = REVIEW;

        assertThat(run("review", "decide", "v-1", "pass", "--reason=seen in person")).isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /admin/reviews/v-1/decision Bearer the-token"
                                + " {\"decision\":\"pass\",\"reason\":\"seen in person\"}");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("v-1", "passed");
    }

    @Test
    void decidesNothingWithoutAReason() {
        assertThat(run("review", "decide", "v-1", "pass")).isNotZero();

        assertThat(asked).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + service.getAddress().getPort());
        all.add("--token-file=" + directory.resolve("token"));
        return Kyc.commands().execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(
                "%s %s %s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                exchange.getRequestURI(),
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8)));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
