package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.process.FreePorts;
import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.secret.DevelopmentCertificate;
import dev.kycplatform.localstack.server.Database;
import dev.kycplatform.localstack.server.Guard;
import dev.kycplatform.localstack.server.KafkaServer;
import dev.kycplatform.localstack.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Guarded servers, an identity provider and all services, hardened, as processes; ends with {@link #close}. */
final class HardenedStack implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Everybody's, of this one stack. */
    static final String PASSWORD = UUID.randomUUID().toString();

    private static final Duration READY = Duration.ofSeconds(120);

    private final Workspace workspace = Workspace.find();
    private final Path directory;
    private final DevelopmentCertificate certificate;
    private final Guard guard;
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final IdentityProvider identityProvider;
    private final HttpClient http;
    private final Path trustStore;

    /** Of each service the encrypted one, then of each the one where nothing may listen. */
    private final List<Integer> ports = FreePorts.take(2 * Service.values().length);

    private final List<Process> processes = new ArrayList<>();

    private HardenedStack() throws IOException, GeneralSecurityException {
        directory =
                Files.createTempDirectory(
                        Files.createDirectories(Path.of("target").toAbsolutePath()), "hardened-");
        certificate =
                DevelopmentCertificate.signedBy(
                        "Example CA", directory.resolve("tls"), Clock.systemUTC());
        guard =
                new Guard(
                        certificate.certificate(),
                        certificate.key(),
                        certificate.authority(),
                        PASSWORD);
        kafka =
                new KafkaServer(
                        workspace.brokerClasspath(),
                        directory.resolve("kafka"),
                        directory.resolve("kafka.log"),
                        FreePorts.one(),
                        Lifespan.MOMENTS,
                        guard);
        postgres =
                new PostgresServer(
                        workspace.state().resolve("binaries"),
                        directory.resolve("postgres"),
                        directory.resolve("postgres.log"),
                        FreePorts.one(),
                        PASSWORD,
                        guard);
        var certificates = new ServerCertificates(certificate);
        var tls = certificates.tls();
        http = HttpClient.newBuilder().sslContext(tls).build();
        trustStore = certificates.writeTrustStore(directory.resolve("trusted.p12"));
        identityProvider = IdentityProvider.start(tls);
    }

    static HardenedStack start() throws Exception {
        var stack = new HardenedStack();
        try {
            stack.startAll();
            return stack;
        } catch (Exception | AssertionError e) {
            stack.close();
            throw e;
        }
    }

    private void startAll() throws Exception {
        kafka.launch();
        postgres.start();
        new Database(postgres.adminJdbcUrl("postgres"))
                .prepare(
                        "kyc",
                        workspace.rolesScript(),
                        Arrays.stream(Service.values())
                                .filter(Service::ours)
                                .collect(Collectors.toMap(Service::role, _ -> PASSWORD)));
        kafka.awaitReady();
        var administrator = new HashMap<>(guard.administrator());
        administrator.put("bootstrap.servers", kafka.bootstrapServers());
        BrokerRules.tell(administrator, PASSWORD);
        Keysets.generateAll(developmentKeysets());
        for (var service : Service.values()) {
            launch(service, Map.of());
        }
        for (var service : Service.values()) {
            Awaitility.await(service.label() + " to be ready; " + log(service))
                    .atMost(READY)
                    .until(() -> isReady(service));
        }
    }

    PostgresServer postgres() {
        return postgres;
    }

    Path developmentKeysets() {
        return directory.resolve("keysets");
    }

    /** Of the identity provider. */
    String token(String role) {
        return identityProvider.token(role);
    }

    String tokenOfSomebodyElse(String role) {
        return identityProvider.tokenOfSomebodyElse(role);
    }

    HttpResponse<String> post(Service service, String path, String body, String token) {
        var request =
                HttpRequest.newBuilder(at(service, path))
                        .timeout(Duration.ofSeconds(40))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    boolean listensInTheClear(Service service) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), plainPort(service)),
                    1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Types of the topic's events whose key ends with this job, as the principal is given them. */
    List<String> read(String principal, String topic, String jobId) {
        var settings = new HashMap<>(guard.clientOf(principal, PASSWORD));
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        settings.put("group.id", principal + "-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        var types = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            Awaitility.await("an event of " + jobId + " on " + topic)
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> {
                                for (var record : consumer.poll(Duration.ofMillis(200))) {
                                    if (text(record.key()).endsWith("/" + jobId)) {
                                        types.add(type(record));
                                    }
                                }
                                return !types.isEmpty();
                            });
        }
        return types;
    }

    /** What an instance with these settings says before it ends. */
    String failToStart(Service service, Map<String, String> changed) {
        try {
            var log = directory.resolve(service.label() + "-refused.log");
            var process = start(service, log, changed, FreePorts.one());
            if (!process.waitFor(READY.toSeconds(), TimeUnit.SECONDS) || process.exitValue() == 0) {
                throw new AssertionError("it did not refuse: " + Files.readString(log));
            }
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static String signed(JsonNode partner, ObjectNode body) {
        var timestamp = Instant.now().toString();
        var id = partner.path("partner_id").asText();
        return body.deepCopy()
                .put("partner_id", id)
                .put("timestamp", timestamp)
                .put(
                        "signature",
                        VendorSignature.sign(partner.path("api_key").asText(), timestamp, id))
                .toString();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (var process : processes) {
            try {
                if (!process.waitFor(40, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
        identityProvider.close();
        kafka.close();
        postgres.close();
    }

    private void launch(Service service, Map<String, String> changed) throws IOException {
        start(service, log(service), changed, ports.get(service.ordinal()));
    }

    private Process start(Service service, Path log, Map<String, String> changed, int port)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Lifespan.MOMENTS.options(384));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djavax.net.ssl.trustStore=" + trustStore,
                        "-Djavax.net.ssl.trustStorePassword="
                                + ServerCertificates.TRUST_STORE_PASSWORD,
                        "-jar",
                        workspace
                                .root()
                                .resolve(service.module())
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString()));
        var builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment(service, port));
        builder.environment().putAll(changed);
        var process = builder.start();
        processes.add(process);
        return process;
    }

    private Map<String, String> environment(Service service, int port) throws IOException {
        var environment = new HashMap<String, String>();
        environment.put("KYC_ENVIRONMENT", "sandbox");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(plainPort(service)));
        environment.put("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
        environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(port));
        environment.put("QUARKUS_HTTP_SSL_CERTIFICATE_FILES", certificate.certificate().toString());
        environment.put("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES", certificate.key().toString());
        if (service == Service.SANDBOX_AUTHORITY) {
            environment.put("SANDBOX_API_KEY", PASSWORD);
            environment.put("SANDBOX_CLIENT_SECRET", PASSWORD);
            environment.put("SANDBOX_PASSWORD", PASSWORD);
        }
        if (service == Service.WORKER) {
            environment.put("SANDBOX_AUTHORITY_URL", at(Service.SANDBOX_AUTHORITY, "").toString());
            environment.put("SANDBOX_AUTHORITY_API_KEY", PASSWORD);
            environment.put("SANDBOX_AUTHORITY_CLIENT_SECRET", PASSWORD);
            environment.put("SANDBOX_AUTHORITY_PASSWORD", PASSWORD);
        }
        if (service.ours()) {
            environment.put("KYC_HARDENED", "true");
            environment.put("KYC_KEYSETS", keysetsOf(service).toString());
            environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            guard.clientOf(service.module(), PASSWORD)
                    .forEach(
                            (name, value) ->
                                    environment.put(
                                            "KAFKA_"
                                                    + name.toUpperCase(Locale.ROOT)
                                                            .replace('.', '_'),
                                            value.toString()));
            environment.put(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    postgres.jdbcUrl("kyc") + "?" + guard.jdbcParameters());
            environment.put("QUARKUS_DATASOURCE_USERNAME", service.role());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", PASSWORD);
            environment.put("MP_JWT_VERIFY_ISSUER", identityProvider.issuer());
            environment.put(
                    "MP_JWT_VERIFY_PUBLICKEY_LOCATION", identityProvider.issuer() + "/keys");
        }
        return environment;
    }

    /** Those that the chart mounts for the service, and no mark that they are for development. */
    private Path keysetsOf(Service service) throws IOException {
        var values =
                new ObjectMapper(new YAMLFactory())
                        .readTree(
                                workspace
                                        .root()
                                        .resolve("deploy/helm/kyc-platform/values.yaml")
                                        .toFile());
        var own = Files.createDirectories(directory.resolve("keysets-of-" + service.label()));
        var purposes = values.path("services").path(service.module()).path("keysets");
        for (var purpose :
                StreamSupport.stream(purposes.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()) {
            var file = own.resolve(purpose + ".json");
            if (Files.notExists(file)) {
                Files.copy(developmentKeysets().resolve(purpose + ".json"), file);
            }
        }
        return own;
    }

    private Path log(Service service) {
        return directory.resolve(service.label() + ".log");
    }

    private boolean isReady(Service service) {
        var request =
                HttpRequest.newBuilder(at(service, "/q/health/ready"))
                        .timeout(Duration.ofSeconds(3))
                        .build();
        try {
            return send(request).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private int plainPort(Service service) {
        return ports.get(Service.values().length + service.ordinal());
    }

    private URI at(Service service, String path) {
        return URI.create("https://localhost:" + ports.get(service.ordinal()) + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        return text(record.headers().lastHeader("ce_type").value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
