package dev.kycplatform.benchmarks.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.benchmarks.report.Fact;
import dev.kycplatform.localstack.Partner;
import dev.kycplatform.localstack.Ports;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Stack;
import dev.kycplatform.localstack.StackSettings;
import dev.kycplatform.localstack.StartCache;
import dev.kycplatform.localstack.process.Awaiting;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.server.Directories;
import dev.kycplatform.localstack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ReplicaInfo;

/**
 * Some of the services over a real Kafka and a real PostgreSQL, by the rules of production: limits, signatures, sealing
 * and durable commits are on. It starts empty, and its data stays until the next one, for a look.
 */
public final class MeasuredSystem implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration IN_FORCE = Duration.ofSeconds(30);

    /** As many as keep each far below the rate that a partner may have. */
    private static final int PARTNERS = 40;

    /**
     * A segment of WAL that is new is filled with zeros first, while every commit waits: a server has them to write over
     * once it has run for a while. As many as {@code min_wal_size} keeps.
     */
    private static final String RECYCLED_WAL =
            """
            DO $$
            BEGIN
                FOR segment IN 1..64 LOOP
                    PERFORM pg_logical_emit_message(false, 'benchmarks', '');
                    PERFORM pg_switch_wal();
                END LOOP;
            END
            $$""";

    private final Place place;
    private final Stack stack;
    private final List<Partner> partners;

    private MeasuredSystem(Place place, Stack stack, List<Partner> partners) {
        this.place = place;
        this.stack = stack;
        this.partners = partners;
    }

    /** @param environment of single services */
    public static MeasuredSystem start(
            Place place,
            List<Service> services,
            Map<Service, Map<String, String>> environment,
            Consumer<String> progress) {
        var settings = settings(place, services, environment, progress);
        var stack = Stack.start(settings);
        try {
            var system =
                    new MeasuredSystem(
                            place,
                            stack,
                            services.contains(Service.INTAKE) ? partners(stack) : List.of());
            system.update(RECYCLED_WAL);
            system.update("CHECKPOINT");
            return system;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Has later starts of these services begin from what is kept of one, as those of the images do. */
    public static void trainStarts(Place place, List<Service> services, Consumer<String> progress) {
        StartCache.train(settings(place, services, Map.of(), progress));
    }

    /** Of a system that has no data yet. */
    private static StackSettings settings(
            Place place,
            List<Service> services,
            Map<Service, Map<String, String>> environment,
            Consumer<String> progress) {
        Directories.delete(PostgresServer.placeOf(place.state().resolve("postgres")));
        Directories.delete(place.state());
        return new StackSettings(
                        place.workspace(),
                        place.state(),
                        place.binaryCache(),
                        Ports.free(),
                        services,
                        Map.of(),
                        environment,
                        true,
                        Lifespan.HOURS,
                        progress)
                .withEnvironment(Map.of("KYC_ENVIRONMENT", "production"));
    }

    public Stack stack() {
        return stack;
    }

    /** One after the other. */
    public void stop(Service... services) {
        for (var service : services) {
            stack.service(service).stop();
        }
    }

    /** Empty without intake. */
    public List<Partner> partners() {
        return partners;
    }

    public URI originOf(Service service) {
        return stack.service(service).baseUrl();
    }

    Place place() {
        return place;
    }

    /** For any client of Kafka. */
    public Map<String, Object> kafkaClient() {
        return Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
    }

    public List<Fact> circumstances() {
        return Circumstances.of(place, this);
    }

    /** Of everything that runs now, this program included. */
    public ProcessorTime processorTime(Map<String, Long> others) {
        return new ProcessorTime(processes(others));
    }

    /** Of the services and Kafka, of what makes the load, and of the others. */
    public CompilerTime compilerTime(Map<String, Long> others) {
        return new CompilerTime(processes(others).values());
    }

    private Map<String, Long> processes(Map<String, Long> others) {
        var processes = new LinkedHashMap<String, Long>();
        processes.put("generator", ProcessHandle.current().pid());
        stack.running()
                .members()
                .forEach(member -> processes.put(member.name(), member.process().pid()));
        processes.putAll(others);
        return processes;
    }

    /** Of all its parts together, as the service's own metrics say. */
    public double heapLimitMegabytes(Service service) {
        var metrics = textOf(originOf(service).resolve("/q/metrics"));
        return metrics.lines()
                        .filter(line -> line.startsWith("jvm_memory_max_bytes"))
                        .filter(line -> line.contains("area=\"heap\""))
                        .mapToDouble(
                                line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .filter(bytes -> bytes > 0)
                        .sum()
                / (1 << 20);
    }

    /** Of the process's memory, what is in the machine's. */
    public long residentKilobytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is told by Linux only", e);
        }
    }

    public long count(String sql) {
        return Long.parseLong(text(sql));
    }

    /** The first column of the one row. */
    public String text(String sql) {
        try (var database = DriverManager.getConnection(stack.adminJdbcUrl());
                var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void update(String sql) {
        try (var database = DriverManager.getConnection(stack.adminJdbcUrl());
                var statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What all topics take on the disk. */
    public long bytesInTopics() {
        try (var admin = Admin.create(kafkaClient())) {
            return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                    .flatMap(directories -> directories.values().stream())
                    .flatMap(directory -> directory.replicaInfos().values().stream())
                    .mapToLong(ReplicaInfo::size)
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How the authority behaves from now on; {@code {}} is at its best. */
    public void setFaults(String authority, String knobs) {
        send(
                HttpRequest.newBuilder(authority(authority, "faults"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(knobs)));
    }

    /** How long the authority takes from now on. */
    public void answerIn(String authority, Duration latency) {
        setFaults(authority, "{\"latency\":{\"fixed\":\"%s\"}}".formatted(latency));
    }

    /** By the authority's own count, since it started. */
    public long distinctNumbersAskedOf(String authority) {
        return send(HttpRequest.newBuilder(authority(authority, "asked")))
                .path("distinct_numbers")
                .asLong();
    }

    private URI authority(String name, String what) {
        return originOf(Service.SANDBOX_AUTHORITY).resolve("/authorities/" + name + "/" + what);
    }

    private static List<Partner> partners(Stack stack) {
        var known = stack.partner();
        var made = new ArrayList<Partner>();
        for (int i = 0; i < PARTNERS; i++) {
            var json =
                    send(
                            HttpRequest.newBuilder(known.baseUrl().resolve("/admin/partners"))
                                    .header("Authorization", "Bearer " + stack.operatorToken())
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "{\"name\":\"Partner %d\",\"production_enabled\":true}"
                                                            .formatted(i))));
            made.add(
                    new Partner(
                            json.path("partner_id").asText(),
                            json.path("api_key").asText(),
                            json.path("webhook_secret").asText(),
                            known.baseUrl(),
                            known.httpsBaseUrl(),
                            known.caFile()));
        }
        made.forEach(
                partner ->
                        Awaiting.until(
                                "partner " + partner.partnerId() + " to be in force",
                                partner::isInForce,
                                IN_FORCE));
        return List.copyOf(made);
    }

    private static JsonNode send(HttpRequest.Builder request) {
        try {
            return JSON.readTree(textOf(request));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(URI url) {
        return textOf(HttpRequest.newBuilder(url));
    }

    private static String textOf(HttpRequest.Builder request) {
        try {
            var answer =
                    HTTP.send(
                            request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
