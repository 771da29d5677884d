package dev.kycplatform.localstack.testing;

import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.localstack.Workspace;
import dev.kycplatform.localstack.secret.OperatorKeys;
import dev.kycplatform.localstack.server.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * Gives a service under test a real Kafka and a real PostgreSQL, prepared as a deployment's are, and its settings.
 *
 * <p>Servers named by {@code KYC_TEST_KAFKA} (bootstrap servers) and {@code KYC_TEST_POSTGRES} (a superuser's JDBC
 * address) are used; else, with {@code KYC_CONTAINERS=true} and a Docker engine, containers; else child processes.
 * Either way they are started once per JVM, and each JVM has a database and a topic prefix of its own.
 *
 * <p>Init argument {@code role}: {@code intake}, {@code worker}, {@code dispatcher} or {@code flow}; whose rights the
 * service has. Init argument {@code environment}: {@code sandbox}, unless said otherwise, or {@code production}.
 */
public final class TestServers implements QuarkusTestResourceLifecycleManager {
    private static final String ADMIN_JDBC_URL = "test-servers.admin-jdbc-url";
    private static final String OPERATOR_TOKEN = "test-servers.operator-token";
    private static final String COMPLIANCE_TOKEN = "test-servers.compliance-token";
    private static final String READER_TOKEN = "test-servers.reader-token";
    private static final String PREPARED = "dev.kycplatform.localstack.testing.prepared";

    private String role = "intake";
    private String environment = "sandbox";

    @Override
    public void init(Map<String, String> arguments) {
        role = arguments.getOrDefault("role", role);
        environment = arguments.getOrDefault("environment", environment);
    }

    @Override
    public Map<String, String> start() {
        Properties prepared = prepared();
        Map<String, String> settings = new HashMap<>();
        for (String name : prepared.stringPropertyNames()) {
            settings.put(name, prepared.getProperty(name));
        }
        settings.put("kyc.environment", environment);
        settings.put("quarkus.datasource.username", "kyc_" + role);
        settings.put("quarkus.datasource.password", password("kyc_" + role));
        return settings;
    }

    /** The servers serve the next test class too and end with the JVM. */
    @Override
    public void stop() {}

    /** A superuser's JDBC address of this JVM's database; for tests that look behind a service's back. */
    public static String adminJdbcUrl() {
        return prepared().getProperty(ADMIN_JDBC_URL);
    }

    /** Where this JVM's Kafka is. */
    public static String bootstrapServers() {
        return prepared().getProperty("kafka.bootstrap.servers");
    }

    /** What this JVM's topics begin with. */
    public static String topicPrefix() {
        return prepared().getProperty("kyc.topic-prefix");
    }

    /** A token that intake and flow accept from an operator. */
    public static String operatorToken() {
        return prepared().getProperty(OPERATOR_TOKEN);
    }

    /** A token of somebody who approves flows and nothing else. */
    public static String complianceToken() {
        return prepared().getProperty(COMPLIANCE_TOKEN);
    }

    /** For the role {@code reader}, which downstream systems have. */
    public static String readerToken() {
        return prepared().getProperty(READER_TOKEN);
    }

    /**
     * Quarkus loads this class once for every application it starts; the JVM's own properties are the one place all of
     * them share. A literal is one object for all of them too; holding the properties would stop every other thread that sets
     * one while the servers start.
     */
    private static Properties prepared() {
        synchronized (PREPARED) {
            Properties prepared = read(System.getProperty(PREPARED, ""));
            if (prepared.isEmpty()) {
                prepared = prepare();
                System.setProperty(PREPARED, written(prepared));
            }
            return prepared;
        }
    }

    private static Properties read(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static String written(Properties properties) {
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Properties prepare() {
        Workspace workspace = Workspace.find();
        Path directory = temporaryDirectory();
        Addresses addresses = Addresses.find(workspace, directory);
        String mark = UUID.randomUUID().toString().substring(0, 8);
        String database = "kyc_test_" + mark.toLowerCase(Locale.ROOT);
        Database postgres = new Database(addresses.adminJdbcUrl());
        postgres.prepare(
                database,
                workspace.rolesScript(),
                Map.of(
                        "kyc_intake", password("kyc_intake"),
                        "kyc_worker", password("kyc_worker"),
                        "kyc_dispatcher", password("kyc_dispatcher"),
                        "kyc_flow", password("kyc_flow")));
        addresses.onExit(() -> postgres.drop(database));
        Path keysets = directory.resolve("keysets");
        Keysets.generateAll(keysets);
        OperatorKeys operator = OperatorKeys.in(directory.resolve("operator"));

        Properties prepared = new Properties();
        prepared.setProperty("kafka.bootstrap.servers", addresses.bootstrapServers());
        prepared.setProperty("kyc.topic-prefix", "test-" + mark + ".");
        prepared.setProperty("quarkus.datasource.jdbc.url", postgres.urlOf(database));
        prepared.setProperty(ADMIN_JDBC_URL, postgres.adminUrlOf(database));
        prepared.setProperty("kyc.keysets", keysets.toString());
        prepared.setProperty("kyc.hardened", "false");
        prepared.setProperty("quarkus.http.test-port", "0");
        prepared.setProperty("quarkus.devservices.enabled", "false");
        prepared.setProperty(
                "mp.jwt.verify.publickey.location", operator.publicKey().toUri().toString());
        prepared.setProperty("mp.jwt.verify.issuer", OperatorKeys.ISSUER);
        prepared.setProperty(OPERATOR_TOKEN, operator.token("operator", Clock.systemUTC()));
        prepared.setProperty(COMPLIANCE_TOKEN, operator.token("compliance", Clock.systemUTC()));
        prepared.setProperty(READER_TOKEN, operator.token("reader", Clock.systemUTC()));
        return prepared;
    }

    /** Roles belong to the whole server, which other JVMs' tests may use at the same time: all agree on one. */
    private static String password(String role) {
        return role + "_test";
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("kyc-test-");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary directory", e);
        }
    }
}
