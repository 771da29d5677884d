package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.kycplatform.contracts.AccessRule;
import dev.kycplatform.contracts.Principal;
import dev.kycplatform.contracts.Topics;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
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
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Guarded servers, an identity provider and all services, hardened, as processes; ends with {@link #close}. */
final class HardenedStack implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Everybody's, of this one stack. */
    static final String PASSWORD = UUID.randomUUID().toString();

    private static final Duration READY = Duration.ofSeconds(120);
    private static final String TRUST_STORE_PASSWORD = "of-certificates";
    private static final char[] NO_PASSWORD = new char[0];

    private final Workspace workspace = Workspace.find();
    private final Path directory;
    private final DevelopmentCertificate certificate;
    private final Guard guard;
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private final HttpsServer identityProvider;
    private final KeyPair providersKey = rsa();
    private final KeyPair somebodyElsesKey = rsa();
    private final SSLContext tls;
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
        tls = tls();
        http = HttpClient.newBuilder().sslContext(tls).build();
        trustStore = writeTrustStore();
        identityProvider =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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
        tellBroker();
        Keysets.generateAll(developmentKeysets());
        serveKeys();
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
        return token(role, providersKey);
    }

    String tokenOfSomebodyElse(String role) {
        return token(role, somebodyElsesKey);
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
        identityProvider.stop(0);
        kafka.close();
        postgres.close();
    }

    // --- the broker
    // -------------------------------------------------------------------------------------------

    private void tellBroker() throws Exception {
        var settings = new HashMap<>(guard.administrator());
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        try (var admin = Admin.create(settings)) {
            admin.createTopics(
                            Arrays.stream(Topics.values())
                                    .map(
                                            topic ->
                                                    new NewTopic(topic.topicName(), 2, (short) 1)
                                                            .configs(
                                                                    topic.settings().stream()
                                                                            .collect(
                                                                                    Collectors
                                                                                            .toMap(
                                                                                                    Topics
                                                                                                                    .Setting
                                                                                                            ::name,
                                                                                                    Topics
                                                                                                                    .Setting
                                                                                                            ::value))))
                                    .toList())
                    .all()
                    .get();
            admin.createAcls(AccessRule.all().stream().map(HardenedStack::binding).toList())
                    .all()
                    .get();
            admin.alterUserScramCredentials(
                            Arrays.stream(Principal.values())
                                    .<UserScramCredentialAlteration>map(
                                            principal ->
                                                    new UserScramCredentialUpsertion(
                                                            principal.wire(),
                                                            new ScramCredentialInfo(
                                                                    ScramMechanism.SCRAM_SHA_512,
                                                                    4096),
                                                            PASSWORD))
                                    .toList())
                    .all()
                    .get();
        }
    }

    private static AclBinding binding(AccessRule rule) {
        var resource =
                switch (rule.resource()) {
                    case TOPIC ->
                            new ResourcePattern(
                                    ResourceType.TOPIC, rule.name(), PatternType.LITERAL);
                    case GROUP ->
                            new ResourcePattern(
                                    ResourceType.GROUP, rule.name(), PatternType.PREFIXED);
                };
        return new AclBinding(
                resource,
                new AccessControlEntry(
                        "User:" + rule.principal().wire(),
                        "*",
                        AclOperation.valueOf(rule.operation().name()),
                        AclPermissionType.ALLOW));
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        return text(record.headers().lastHeader("ce_type").value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    // --- the services
    // -----------------------------------------------------------------------------------------

    private void launch(Service service, Map<String, String> changed) throws IOException {
        start(service, log(service), changed, ports.get(service.ordinal()));
    }

    private Process start(Service service, Path log, Map<String, String> changed, int port)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Lifespan.MOMENTS.options());
        command.addAll(
                List.of(
                        "-Xmx384m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djavax.net.ssl.trustStore=" + trustStore,
                        "-Djavax.net.ssl.trustStorePassword=" + TRUST_STORE_PASSWORD,
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
            environment.put("MP_JWT_VERIFY_ISSUER", issuer());
            environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", issuer() + "/keys");
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

    // --- the identity provider
    // --------------------------------------------------------------------------------

    private String issuer() {
        return "https://127.0.0.1:" + identityProvider.getAddress().getPort();
    }

    private void serveKeys() {
        identityProvider.setHttpsConfigurator(new HttpsConfigurator(tls));
        var key = (RSAPublicKey) providersKey.getPublic();
        var keys =
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"one\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(encoded(key.getModulus()), encoded(key.getPublicExponent()))
                        .getBytes(StandardCharsets.UTF_8);
        identityProvider.createContext(
                "/keys",
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                    }
                });
        identityProvider.start();
    }

    private String token(String role, KeyPair key) {
        var now = Instant.now().getEpochSecond();
        var claims =
                JSON.createObjectNode()
                        .put("iss", issuer())
                        .put("sub", "somebody")
                        .put("upn", "somebody@example.com")
                        .put("iat", now)
                        .put("exp", now + 600)
                        .put("jti", UUID.randomUUID().toString());
        claims.putArray("groups").add(role);
        var content =
                encoded(
                                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"one\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(BigInteger number) {
        var bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // --- certificates
    // -----------------------------------------------------------------------------------------

    /** Shows the servers' certificate and trusts its authority alone. */
    private SSLContext tls() throws IOException, GeneralSecurityException {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "server",
                KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(der(certificate.key()))),
                NO_PASSWORD,
                new Certificate[] {read(certificate.certificate())});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, NO_PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore trusted() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", read(certificate.authority()));
        return trusted;
    }

    private Path writeTrustStore() throws IOException, GeneralSecurityException {
        var file = directory.resolve("trusted.p12");
        try (var written = Files.newOutputStream(file)) {
            trusted().store(written, TRUST_STORE_PASSWORD.toCharArray());
        }
        return file;
    }

    private static Certificate read(Path pem) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
    }

    private static byte[] der(Path pem) throws IOException {
        return Base64.getMimeDecoder()
                .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }
}
