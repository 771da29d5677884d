package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Partner;
import dev.kycplatform.localstack.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The compose file from nothing: images built, everything started, two instances of each service. Minutes long, so
 * only {@code ./kyc test containers} runs it.
 */
class ContainersIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration BUILD = Duration.ofMinutes(25);
    private static final Duration START = Duration.ofMinutes(6);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PROJECT =
            "kyc-test-" + UUID.randomUUID().toString().substring(0, 8);

    private static final List<String> SERVICES =
            List.of(
                    "intake-service",
                    "verification-worker",
                    "callback-dispatcher",
                    "kyc-flow-service");

    @TempDir static Path directory;

    private static List<String> compose = List.of();
    private static boolean isUp;
    private static Partner partner;

    @BeforeAll
    static void up() throws Exception {
        assumeTrue(Boolean.getBoolean("containers"), "./kyc test containers runs it");
        Tools.require("docker", succeeds("docker", "info"), "no Docker engine answers");
        Tools.requirePrograms("docker", "curl", "jq", "openssl");
        compose = composeCommand();
        Tools.require("docker", !compose.isEmpty(), "neither docker compose nor docker-compose");
        var ports = writeEnvironment();
        isUp = true;
        compose(BUILD, "build");
        compose(START, "up", "--detach");
        var all = new ArrayList<>(SERVICES);
        SERVICES.forEach(service -> all.add(service + "-2"));
        Awaitility.await("all to be healthy")
                .atMost(START)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () ->
                                assertThat(all)
                                        .allSatisfy(
                                                it -> assertThat(health(it)).isEqualTo("healthy")));
        partner = makePartner(ports);
    }

    @AfterAll
    static void down() {
        if (isUp) {
            var logs = compose(PATIENCE, "logs", "--no-color", "--tail=300");
            try {
                Files.writeString(Path.of("target", "containers.log"), logs);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            compose(START, "down", "--volumes", "--timeout", "50");
        }
    }

    @Test
    void aJobIsSentAndAskedForAsTheReadmeSays() throws Exception {
        var directory = Files.createDirectories(ContainersIT.directory.resolve(".kyc"));
        Files.writeString(
                directory.resolve("partner.json"),
                JSON.createObjectNode()
                        .put("partner_id", partner.partnerId())
                        .put("api_key", partner.apiKey())
                        .put("base_url", partner.baseUrl().toString())
                        .toString());
        var blocks =
                Arrays.stream(Files.readString(ROOT.resolve("README.md")).split("```bash\n", -1))
                        .skip(1)
                        .map(block -> block.substring(0, block.indexOf("```")))
                        .filter(block -> block.contains("\"$(partner base_url)/v1/"))
                        .toList();
        assertThat(blocks.getFirst())
                .contains("/v1/async_id_verification", "/v1/job_status", "sign()");

        Awaitility.await("the job to be complete")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(
                        () ->
                                assertThat(bash(blocks.getFirst()))
                                        .startsWith("{\"success\":true}")
                                        .contains("\"job_complete\":true")
                                        .contains("\"ResultCode\":\"1012\""));
    }

    /** The partner's endpoint is on the first dispatcher's loopback; the other has one of its own. */
    @Test
    void aCallbackArrivesSigned() {
        compose(PATIENCE, "stop", "callback-dispatcher-2");

        assertThat(compose(Duration.ofMinutes(3), "run", "--rm", "-T", "demo"))
                .contains("yes  the signature in the body", "yes  the ID authority knows");

        compose(PATIENCE, "start", "callback-dispatcher-2");
    }

    @Test
    void servicesHaveNoRootAndWriteNothing() {
        for (var service : SERVICES) {
            assertThat(inside(service, "id -u").strip()).as(service).isEqualTo("10001");
            assertThat(inside(service, "touch /app/x 2>&1 || echo refused"))
                    .as(service)
                    .contains("Read-only file system", "refused");
        }
    }

    @Test
    void aStartIsTheOneThatWasTrained() {
        for (var service : SERVICES) {
            assertThat(inside(service, "grep -c /app/start.aot /proc/1/maps || true").strip())
                    .as(service)
                    .isNotEqualTo("0");
        }
    }

    @Test
    void aWorkerThatIsKilledIsReplacedAndNoJobIsLost() {
        var client = new PartnerClient(partner);
        var jobs = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            if (i == 20) {
                run(PATIENCE, "docker", "kill", container("verification-worker"));
            }
            var job = client.newJobId();
            var answer =
                    client.submit(
                            client.job(
                                    job, "NG", "BVN", "00000000000", "http://127.0.0.1:9/nobody"));
            assertThat(answer.raw().body()).isEqualTo("{\"success\":true}");
            jobs.add(job);
        }
        run(PATIENCE, "docker", "rm", "--force", container("verification-worker"));
        compose(START, "up", "--detach", "verification-worker");

        Awaitility.await("another to be in its place")
                .atMost(START)
                .until(() -> health("verification-worker").equals("healthy"));
        for (var job : jobs) {
            Awaitility.await(job + " to be complete")
                    .atMost(Duration.ofMinutes(2))
                    .until(
                            () ->
                                    client.status(job, "user-1")
                                            .body()
                                            .path("job_complete")
                                            .asBoolean());
        }
    }

    private record PublishedPorts(int http, int https) {}

    private static PublishedPorts writeEnvironment() throws IOException {
        var example = Files.readAllLines(ROOT.resolve(".env.example"));
        var published = new PublishedPorts(FreePorts.one(), FreePorts.one());
        var text =
                example.stream()
                        .map(line -> line.startsWith("#KYC_") ? line.substring(1) : line)
                        .map(
                                line -> {
                                    var name = line.split("=", 2)[0];
                                    return switch (name) {
                                        case "KYC_INTAKE_PORT" -> name + "=" + published.http();
                                        case "KYC_INTAKE_TLS_PORT" ->
                                                name + "=" + published.https();
                                        default ->
                                                name.endsWith("_PORT")
                                                        ? name + "=" + FreePorts.one()
                                                        : line;
                                    };
                                })
                        .collect(Collectors.joining("\n"));
        Files.writeString(directory.resolve("environment"), text + "\n");
        return published;
    }

    private static Partner makePartner(PublishedPorts ports) throws IOException {
        var token = inside("intake-service", "cat /var/lib/kyc/operator.token").strip();
        var authority = directory.resolve("ca.pem");
        Files.writeString(authority, inside("intake-service", "cat /var/lib/kyc/tls/ca.pem"));
        var made =
                Partner.make(
                        URI.create("http://127.0.0.1:" + ports.http()),
                        URI.create("https://localhost:" + ports.https()),
                        token,
                        authority);
        Awaitility.await("the partner to be known").atMost(PATIENCE).until(made::isInForce);
        return made;
    }

    private static String bash(String script) {
        return Run.of(new ProcessBuilder("bash", "-c", script).directory(directory.toFile()))
                .output();
    }

    private static String health(String service) throws IOException {
        var inspected =
                Run.of(new ProcessBuilder("docker", "inspect", container(service))).output();
        JsonNode state = JSON.readTree(inspected).path(0).path("State");
        return state.path("Health").path("Status").asText();
    }

    private static String container(String service) {
        return compose(PATIENCE, "ps", "--quiet", service).strip();
    }

    private static String inside(String service, String script) {
        return compose(PATIENCE, "exec", "-T", service, "bash", "-c", script);
    }

    private static String compose(Duration patience, String... arguments) {
        var command = new ArrayList<>(compose);
        command.addAll(
                List.of(
                        "--project-name",
                        PROJECT,
                        "--env-file",
                        directory.resolve("environment").toString(),
                        "--file",
                        ROOT.resolve("docker-compose.yml").toString(),
                        "--profile",
                        "scale"));
        command.addAll(List.of(arguments));
        return run(patience, command.toArray(String[]::new));
    }

    private static String run(Duration patience, String... command) {
        return Run.of(new ProcessBuilder(command), patience).successful();
    }

    private static List<String> composeCommand() {
        if (succeeds("docker", "compose", "version")) {
            return List.of("docker", "compose");
        }
        return succeeds("docker-compose", "version") ? List.of("docker-compose") : List.of();
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
