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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server that writes down what it is asked. */
class AppsTest {
    private static final String APP =
            """
            {"app_handle":"my_app","name":"My app","enabled":true,"version":3,"changed_at":"2026-01-01T00:00:00Z",
             "addresses":[{"id":"0xab","created_at":"2026-01-01T00:00:00Z"}],"clients":[],"webhook_secrets":[],
             "webhook_endpoints":[{"endpoint_id":"e1","url":"https://example.com/hook","event_types":["kyc"],"enabled":true}]}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;

    @TempDir private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer flow;

    private String answer = APP;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "the-token\n");
        flow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flow.createContext("/", this::answer);
        flow.start();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        flow.stop(0);
    }

    @Test
    void createsAnAppAndShowsItsSecrets() {
        answer =
                "{\"app_handle\":\"my_app\",\"private_key\":\"pk\",\"client_id\":\"ci\",\"client_secret\":\"cs\"}";
        assertThat(run("create", "my_app", "--name=My app", "--reason=contract 17")).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /admin/apps {\"reason\":\"contract 17\",\"app_handle\":\"my_app\",\"name\":\"My app\"}");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("pk", "ci", "cs");
    }

    @Test
    void showsAnApp() {
        assertThat(run("show", "my_app")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("My app", "0xab", "https://example.com/hook");
    }

    @Test
    void rotatesWhatIsNamed() {
        assertThat(run("rotate", "my_app", "WEBHOOK_SECRET")).isZero();
        assertThat(run("rotate", "my_app", "KEY", "--address=0xcd")).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /admin/apps/my_app/webhook-secrets {}",
                        "POST /admin/apps/my_app/addresses {\"address\":\"0xcd\"}");
    }

    @Test
    void revokesWhatIsNamed() {
        assertThat(run("revoke", "my_app", "CLIENT", "c1", "--reason=it leaked")).isZero();
        assertThat(asked)
                .containsExactly(
                        "DELETE /admin/apps/my_app/clients/c1?reason=it%20leaked ",
                        "GET /admin/apps/my_app ");
    }

    @Test
    void addsAndRemovesWhereWebhooksGo() {
        assertThat(
                        run(
                                "add-webhook",
                                "my_app",
                                "https://example.com/hook",
                                "--types=kyc,kyc_status"))
                .isZero();
        assertThat(run("remove-webhook", "my_app", "e1")).isZero();
        assertThat(asked)
                .containsExactly(
                        "POST /admin/apps/my_app/webhook-endpoints"
                                + " {\"url\":\"https://example.com/hook\",\"event_types\":[\"kyc\",\"kyc_status\"]}",
                        "DELETE /admin/apps/my_app/webhook-endpoints/e1 ",
                        "GET /admin/apps/my_app ");
    }

    private int run(String... arguments) {
        var all = new ArrayList<String>();
        all.add("app");
        all.addAll(Arrays.asList(arguments));
        all.add("--url=http://127.0.0.1:" + flow.getAddress().getPort());
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
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
