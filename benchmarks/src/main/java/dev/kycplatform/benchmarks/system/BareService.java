package dev.kycplatform.benchmarks.system;

import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.ServiceProgram;
import dev.kycplatform.localstack.process.Awaiting;
import dev.kycplatform.localstack.process.ChildProcess;
import dev.kycplatform.localstack.process.FreePorts;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.process.Reaper;
import dev.kycplatform.localstack.process.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The bare service as a process like any other of the system, with the same memory and options. */
public final class BareService implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(40);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ChildProcess process;
    private final URI origin;

    private BareService(ChildProcess process, URI origin) {
        this.process = process;
        this.origin = origin;
    }

    /**
     * One that asks an authority, and has a table for what it answers.
     *
     * @param valueBytes of the records it publishes
     * @param authorityUrl where it asks
     */
    public static BareService askingAt(
            MeasuredSystem system, int valueBytes, String authorityUrl, String authorityKey) {
        system.update(
                """
                CREATE SCHEMA bare;
                CREATE TABLE bare.result (id_number text PRIMARY KEY, body bytea NOT NULL);
                ALTER TABLE bare.result ALTER body SET STORAGE EXTERNAL""");
        return start(
                system,
                valueBytes,
                Map.of("BARE_AUTHORITY_KEY", authorityKey, "BARE_AUTHORITY_URL", authorityUrl));
    }

    /**
     * @param valueBytes of the records it publishes
     */
    public static BareService start(MeasuredSystem system, int valueBytes) {
        return start(system, valueBytes, Map.of());
    }

    private static BareService start(
            MeasuredSystem system, int valueBytes, Map<String, String> more) {
        var port = FreePorts.one();
        var stack = system.stack();
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("KYC_ENVIRONMENT", "production");
        environment.put("KYC_HARDENED", "false");
        environment.put("KYC_TOPIC_PREFIX", "bare.");
        environment.put("KYC_KEYSETS", stack.keysets().toAbsolutePath().toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", stack.kafka().bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", stack.adminJdbcUrl());
        environment.put("QUARKUS_FLYWAY_ACTIVE", "false");
        environment.put("BARE_VALUE_BYTES", Integer.toString(valueBytes));
        environment.putAll(more);
        var logs = system.place().state().resolve("logs");
        var process =
                ChildProcess.start(
                        "bare-service",
                        new ServiceProgram(
                                        system.place().bareService().toAbsolutePath(),
                                        Lifespan.HOURS,
                                        Service.INTAKE.heapMegabytes())
                                .command(),
                        environment,
                        logs,
                        logs.resolve("bare-service.log"));
        Reaper.start().kill(process.pid());
        var origin = URI.create("http://127.0.0.1:" + port);
        var bare = new BareService(process, origin);
        try {
            Awaiting.ready(process, bare::isReady, START);
            return bare;
        } catch (RuntimeException e) {
            bare.close();
            throw e;
        }
    }

    public URI origin() {
        return origin;
    }

    public long pid() {
        return process.pid();
    }

    private boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(origin.resolve("/q/health/ready")).build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.stop(Signal.TERMINATE, STOP);
    }
}
