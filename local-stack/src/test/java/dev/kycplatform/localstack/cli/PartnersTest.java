package dev.kycplatform.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.kycplatform.localstack.secret.DevelopmentCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server that writes down what it is asked. */
class PartnersTest {
    private static final String PARTNER =
            """
            {"partner_id":"1001","name":"Example Bank","enabled":false,"production_enabled":true,
             "id_types":["NG/BVN"],"rate":{"per_second":5,"burst":10},"give_up_after":"PT72H","version":3,
             "changed_at":"2026-01-01T00:00:00Z","webhook_secrets":[],
             "api_keys":[{"secret_id":"k2","created_at":"2026-01-02T00:00:00Z"},
                         {"secret_id":"k1","created_at":"2026-01-01T00:00:00Z","not_after":"2026-01-03T00:00:00Z"}]}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stdout = System.out;
    private final PrintStream stderr = System.err;

    @TempDir private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer intake;

    private int status = 200;
    private List<String> answers = new ArrayList<>(List.of(PARTNER));

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("token"), "the-token\n");
        intake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        intake.createContext("/", this::answer);
        intake.start();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setOut(stdout);
        System.setErr(stderr);
        intake.stop(0);
    }

    @Test
    void createsAPartnerWithAllThatIsSaid() {
        answers =
                List.of(
                        "{\"partner_id\":\"1001\",\"api_key\":\"key\",\"webhook_secret\":\"whsec_x\"}");

        assertThat(
                        run(
                                "create",
                                "Example Bank",
                                "--id=1001",
                                "--id-types=NG/BVN,KE/NATIONAL_ID",
                                "--callback=https://example.com/cb",
                                "--rate=50/100",
                                "--give-up-after=3d",
                                "--production",
                                "--reason=contract 17"))
                .isZero();

        assertThat(asked)
                .containsExactly(
                        "POST /admin/partners Bearer the-token"
                                + " {\"id_types\":[\"NG/BVN\",\"KE/NATIONAL_ID\"],"
                                + "\"default_callback\":\"https://example.com/cb\","
                                + "\"rate\":{\"per_second\":50,\"burst\":100},\"give_up_after\":\"P3D\","
                                + "\"production_enabled\":true,\"reason\":\"contract 17\","
                                + "\"name\":\"Example Bank\",\"partner_id\":\"1001\"}");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1001", "key", "whsec_x");
    }

    @Test
    void listsEveryPage() {
        answers =
                new ArrayList<>(
                        List.of(
                                "{\"partners\":[{\"partner_id\":\"1001\",\"name\":\"One\",\"enabled\":true}],"
                                        + "\"next_after\":\"1001\"}",
                                "{\"partners\":[{\"partner_id\":\"1002\",\"name\":\"Two\"}]}"));

        assertThat(run("list")).isZero();

        assertThat(asked)
                .containsExactly(
                        "GET /admin/partners?limit=200&after= Bearer the-token ",
                        "GET /admin/partners?limit=200&after=1001 Bearer the-token ");
        assertThat(out.toString(StandardCharsets.UTF_8).lines().map(line -> line.split(" +")[0]))
                .containsExactly("id", "1001", "1002");
    }

    @Test
    void showsAPartnerForPeopleOrAsJson() {
        assertThat(run("show", "1001")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Example Bank", "disabled", "NG/BVN", "5 a second, 10 at once", "PT72H")
                .contains("k2  since 2026-01-02T00:00:00Z  without end")
                .contains("until 2026-01-03T00:00:00Z");

        out.reset();
        assertThat(run("show", "1001", "--json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"partner_id\" : \"1001\"");
    }

    @Test
    void changesWhatIsNamedAndTakesSettingsAway() {
        run("disable", "1001", "--reason=unpaid");
        run("enable", "1001");
        run(
                "set",
                "1001",
                "--id-types=all",
                "--callback=none",
                "--rate=none",
                "--give-up-after=none");
        run("set", "1001", "--name=Renamed", "--production=false", "--rate=7");
        run("set", "1001", "--give-up-after=90m");

        assertThat(asked)
                .containsExactly(
                        "PATCH /admin/partners/1001 Bearer the-token {\"reason\":\"unpaid\",\"enabled\":false}",
                        "PATCH /admin/partners/1001 Bearer the-token {\"enabled\":true}",
                        "PATCH /admin/partners/1001 Bearer the-token"
                                + " {\"id_types\":null,\"default_callback\":null,\"rate\":null,\"give_up_after\":null}",
                        "PATCH /admin/partners/1001 Bearer the-token"
                                + " {\"rate\":{\"per_second\":7,\"burst\":7},\"production_enabled\":false,\"name\":\"Renamed\"}",
                        "PATCH /admin/partners/1001 Bearer the-token {\"give_up_after\":\"PT90M\"}");
    }

    @Test
    void rotatesAndRevokes() {
        run("rotate", "1001");
        run(
                "rotate",
                "1001",
                "--webhook-secret",
                "--valid-until=2026-01-31T12:00:00Z",
                "--end-oldest");
        run("revoke", "1001", "k1", "--reason=it leaked");

        assertThat(asked)
                .containsExactly(
                        "POST /admin/partners/1001/api-keys Bearer the-token {}",
                        "POST /admin/partners/1001/webhook-secrets Bearer the-token"
                                + " {\"previous_valid_until\":\"2026-01-31T12:00:00Z\",\"end_oldest\":true}",
                        "DELETE /admin/partners/1001/api-keys/k1?reason=it%20leaked Bearer the-token ",
                        "GET /admin/partners/1001 Bearer the-token ");
    }

    @Test
    void saysWhyItWasRefused() {
        status = 409;
        answers = List.of("{\"detail\":\"two are live already\",\"code\":\"CONFLICT\"}");

        assertThat(run("rotate", "1001")).isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "kyc: intake refused: two are live already (HTTP 409, CONFLICT)\n");
    }

    @Test
    void saysWhatIsMissingWithoutAsking() {
        assertThat(run("set", "1001")).isEqualTo(2);
        assertThat(run("set", "1001", "--rate=fast")).isEqualTo(2);
        assertThat(run("set", "1001", "--give-up-after=soon")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(
                        Kyc.commands()
                                .execute(
                                        "partner",
                                        "list",
                                        "--url=http://127.0.0.1:1",
                                        "--token-file=none"))
                .isEqualTo(1);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "name what to change",
                        "--rate is PER_SECOND/BURST",
                        "--give-up-after is a time",
                        "say what to do")
                .contains("kyc: there is no operator's token in none");
        assertThat(asked).isEmpty();
    }

    @Test
    void saysThatNoStackRuns() {
        System.setProperty("kyc.root", directory.toString());
        try {
            assertThat(Kyc.commands().execute("partner", "list")).isEqualTo(1);
        } finally {
            System.clearProperty("kyc.root");
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("kyc: no intake is running here. ./kyc up starts one");
    }

    @Test
    void trustsTheAuthorityThatIsNamed() throws Exception {
        DevelopmentCertificate certificate =
                DevelopmentCertificate.in(directory, Clock.systemUTC());
        HttpsServer secured =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(shown(certificate)));
        secured.createContext("/", this::answer);
        secured.start();
        try {
            String url = "--url=https://localhost:" + secured.getAddress().getPort();
            String token = "--token-file=" + directory.resolve("token");
            String authority = "--ca-file=" + certificate.authority();
            String none = "--ca-file=" + directory.resolve("token");

            assertThat(Kyc.commands().execute("partner", "show", "1001", url, token)).isEqualTo(1);
            assertThat(Kyc.commands().execute("partner", "show", "1001", url, token, none))
                    .isEqualTo(1);
            assertThat(asked).isEmpty();
            assertThat(Kyc.commands().execute("partner", "show", "1001", url, token, authority))
                    .isZero();
        } finally {
            secured.stop(0);
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("does not answer", "there are no certificates in");
        assertThat(asked).containsExactly("GET /admin/partners/1001 Bearer the-token ");
    }

    private static SSLContext shown(DevelopmentCertificate files) throws Exception {
        KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
        own.load(null, null);
        own.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(contentOf(files.key()))),
                new char[0],
                new Certificate[] {
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(Files.newInputStream(files.certificate()))
                });
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** What a PEM file holds, without the lines around it. */
    private static byte[] contentOf(Path pem) throws IOException {
        return Base64.getMimeDecoder()
                .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("partner"));
        all.addAll(List.of(arguments));
        all.add("--url=http://127.0.0.1:" + intake.getAddress().getPort());
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
        String answer = answers.get(Math.min(asked.size(), answers.size()) - 1);
        boolean empty = exchange.getRequestMethod().equals("DELETE");
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(empty ? 204 : status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
