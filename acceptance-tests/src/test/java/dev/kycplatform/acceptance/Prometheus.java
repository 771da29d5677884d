package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A Prometheus that scrapes a stack, set up as {@code prometheus-local.yml} says but each second, and with the alert rules in
 * a hurry: what is to hold for minutes holds for seconds. What they do in their own time {@code promtool} says.
 */
final class Prometheus implements AutoCloseable {
    static final List<Service> SCRAPED =
            List.of(Service.INTAKE, Service.FLOW, Service.WORKER, Service.DISPATCHER);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI url;

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Returns when it is ready. What it writes, its log too, is below the directory. */
    static Prometheus scraping(Stack stack, Path directory) {
        try {
            Files.writeString(directory.resolve("alerts.yml"), hurried(shipped("alerts.yml")));
            var config =
                    Files.writeString(
                            directory.resolve("prometheus.yml"),
                            scraping(stack, shipped("prometheus-local.yml")));
            var port = FreePorts.one();
            var process =
                    new ProcessBuilder(
                                    "prometheus",
                                    "--config.file=" + config,
                                    "--storage.tsdb.path=" + directory.resolve("series"),
                                    "--web.listen-address=127.0.0.1:" + port)
                            .redirectErrorStream(true)
                            .redirectOutput(directory.resolve("prometheus.log").toFile())
                            .start();
            var prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            Awaitility.await("Prometheus")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> !prometheus.get("/api/v1/status/buildinfo").isEmpty());
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shipped(String name) throws IOException {
        return Files.readString(Observability.DIRECTORY.resolve(name));
    }

    private static String scraping(Stack stack, String config) {
        var targets =
                SCRAPED.stream()
                        .map(service -> '"' + stack.service(service).baseUrl().getAuthority() + '"')
                        .collect(Collectors.joining(", "));
        return replaced(
                replaced(config, "(_interval:) 10s", "$1 1s"),
                "targets: \\[.*]",
                Matcher.quoteReplacement("targets: [" + targets + "]"));
    }

    /** Ages of minutes and days are ten seconds, every range is ten, and what is to hold holds two. */
    private static String hurried(String rules) {
        return replaced(
                replaced(
                        replaced(replaced(rules, "for: \\d+m", "for: 2s"), "\\[\\d+m]", "[10s]"),
                        "offset \\d+m",
                        "offset 10s"),
                "(?m)(_seconds.*) > \\d{2,}$",
                "$1 > 10");
    }

    private static String replaced(String text, String pattern, String replacement) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.replaceAll(replacement);
    }

    /** The names of all alerts that fire now. */
    Set<String> firing() {
        return get("/api/v1/alerts")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .map(alert -> alert.path("labels").path("alertname").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Addresses of the instances that answered the last scrape. */
    List<String> up() {
        return get("/api/v1/targets")
                .path("activeTargets")
                .valueStream()
                .filter(target -> target.path("health").asText().equals("up"))
                .map(target -> target.path("labels").path("instance").asText())
                .toList();
    }

    /** All rules, those that record too; {@code health} says whether the last evaluation went well. */
    List<JsonNode> rules() {
        return get("/api/v1/rules")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    /** What the expression comes to now: the series, with labels and value. */
    List<JsonNode> query(String expression) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result")
                .valueStream()
                .toList();
    }

    private JsonNode get(String path) {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
            var json = new ObjectMapper().readTree(answer);
            assertThat(json.path("status").asText()).as(answer).isEqualTo("success");
            return json.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
