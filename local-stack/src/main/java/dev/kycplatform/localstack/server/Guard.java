package dev.kycplatform.localstack.server;

import dev.kycplatform.localstack.secret.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How servers of a hardened deployment are reached: encrypted, and at the broker by a name and a password.
 *
 * @param certificate the servers' own, for {@code 127.0.0.1}
 * @param key of the certificate
 * @param authority who trusts this file trusts the certificate
 * @param password of the broker's administrator
 */
public record Guard(Path certificate, Path key, Path authority, String password) {
    /** May do everything at the broker. */
    public static final String ADMINISTRATOR = "admin";

    private static final String PLAIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

    private static final String SCRAM =
            "org.apache.kafka.common.security.scram.ScramLoginModule required";

    /** What a JDBC address needs beside its database. */
    public String jdbcParameters() {
        return "sslmode=verify-full&sslrootcert=" + authority.toAbsolutePath();
    }

    /** What the administrator's Kafka clients need beside the broker's address. */
    public Map<String, Object> administrator() {
        return client("PLAIN", PLAIN.formatted(ADMINISTRATOR, password) + ";");
    }

    /** The same of anybody else, whose name and password the administrator has told the broker. */
    public Map<String, Object> clientOf(String name, String secret) {
        return client(
                "SCRAM-SHA-512",
                "%s username=\"%s\" password=\"%s\";".formatted(SCRAM, name, secret));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Guard[" + certificate + "]";
    }

    private Map<String, Object> client(String mechanism, String login) {
        return Map.of(
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                login,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority.toAbsolutePath().toString());
    }

    /** A broker's properties, those of an open one replaced. */
    void addTo(Properties properties, int port, int controllerPort, Path directory) {
        String login =
                PLAIN.formatted(ADMINISTRATOR, password)
                        + " user_%s=\"%s\";".formatted(ADMINISTRATOR, password);
        properties.put(
                "listeners",
                "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        properties.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
        properties.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,CONTROLLER:SASL_SSL");
        properties.put("inter.broker.listener.name", "CLIENTS");
        properties.put("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
        properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.put("sasl.mechanism.controller.protocol", "PLAIN");
        properties.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
        properties.put("listener.name.controller.plain.sasl.jaas.config", login);
        properties.put("listener.name.clients.plain.sasl.jaas.config", login);
        properties.put("listener.name.clients.scram-sha-512.sasl.jaas.config", SCRAM + ";");
        properties.put(
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:" + ADMINISTRATOR);
        properties.put("ssl.keystore.type", "PEM");
        properties.put("ssl.keystore.location", keyAndCertificate(directory).toString());
        properties.put("ssl.truststore.type", "PEM");
        properties.put("ssl.truststore.location", authority.toAbsolutePath().toString());
    }

    /** The same connection, encrypted. */
    Socket encrypted(Socket plain) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "authority",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(Files.readAllBytes(authority))));
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory()
                    .createSocket(plain, "127.0.0.1", plain.getPort(), true);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust " + authority, e);
        }
    }

    /** Kafka reads both from one file. */
    private Path keyAndCertificate(Path directory) {
        try {
            Path file = directory.toAbsolutePath().resolve("server.pem");
            PrivateFiles.write(file, Files.readString(key) + Files.readString(certificate));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }
}
