package dev.kycplatform.deployment;

import dev.kycplatform.contracts.seal.Keysets;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * A hardened service refuses to start with connections that are plain or trust anybody, with development secrets, and
 * without an identity provider. It names every setting at once.
 */
@ApplicationScoped
class StartupChecks {
    private static final Logger LOG = Logger.getLogger(StartupChecks.class);

    private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([^&]*)");
    private static final Set<String> ENCRYPTING_PROTOCOLS = Set.of("SSL", "SASL_SSL");
    private static final String BROKER_NAMES = "kafka.ssl.endpoint.identification.algorithm";

    /** As the launcher calls the one that it makes. */
    private static final String DEVELOPMENT_CA = "KYC Platform development CA";

    private final DeploymentConfig deployment;
    private final Keysets keysets;
    private final Config config;

    StartupChecks(DeploymentConfig deployment, Keysets keysets, Config config) {
        this.deployment = deployment;
        this.keysets = keysets;
        this.config = config;
    }

    /** Before anything is taken or consumed; a database has been migrated by then. */
    void check(@Observes @Priority(1) StartupEvent event) {
        if (!deployment.hardened()) {
            LOG.warn("kyc.hardened=false: development only, not for anybody's personal data");
            return;
        }
        var problems = problems();
        if (!problems.isEmpty()) {
            throw new IllegalStateException(
                    "kyc.hardened=true refuses to start: " + String.join("; ", problems));
        }
    }

    List<String> problems() {
        var problems = new ArrayList<String>();
        if (keysets.areForDevelopment()) {
            problems.add("kyc.keysets names generated development keysets");
        }
        if (setting("kafka.bootstrap.servers").isPresent()) {
            kafka(problems);
        }
        setting("quarkus.datasource.jdbc.url")
                .filter(url -> !isVerified(url))
                .ifPresent(
                        _ ->
                                problems.add(
                                        "quarkus.datasource.jdbc.url has no sslmode=verify-full"));
        setting("mp.jwt.verify.issuer").ifPresent(issuer -> operators(issuer, problems));
        setting("quarkus.http.ssl.certificate.files")
                .filter(StartupChecks::isForDevelopment)
                .ifPresent(
                        _ ->
                                problems.add(
                                        "quarkus.http.ssl.certificate.files names a certificate of the"
                                                + " development CA"));
        return problems;
    }

    private void kafka(List<String> problems) {
        var protocol = setting("kafka.security.protocol").orElse("PLAINTEXT");
        if (!ENCRYPTING_PROTOCOLS.contains(protocol)) {
            problems.add("kafka.security.protocol is not SSL or SASL_SSL");
        } else if (protocol.equals("SSL")
                && setting("kafka.ssl.keystore.location").isEmpty()
                && setting("kafka.ssl.keystore.key").isEmpty()) {
            problems.add(
                    "kafka.security.protocol is SSL, but kafka.ssl.keystore.location names nobody to"
                            + " the broker");
        }
        if ("".equals(config.getConfigValue(BROKER_NAMES).getRawValue())) {
            problems.add(BROKER_NAMES + " is empty, so any broker's certificate would do");
        }
    }

    private void operators(String issuer, List<String> problems) {
        if (issuer.startsWith("https://localhost/")) {
            problems.add("mp.jwt.verify.issuer is the development issuer");
        }
        if (!setting("mp.jwt.verify.publickey.location").orElse("").startsWith("https://")) {
            problems.add(
                    "mp.jwt.verify.publickey.location is not an identity provider's https address");
        }
    }

    /** Of a parameter given twice the driver takes the last, so each must do. */
    private static boolean isVerified(String jdbcUrl) {
        var modes = SSL_MODE.matcher(jdbcUrl).results().map(found -> found.group(1)).toList();
        return !modes.isEmpty() && modes.stream().allMatch("verify-full"::equals);
    }

    /** What cannot be read is for the server to complain about. */
    private static boolean isForDevelopment(String files) {
        try (var first = Files.newInputStream(Path.of(files.split(",", 2)[0].strip()))) {
            return CertificateFactory.getInstance("X.509").generateCertificate(first)
                            instanceof X509Certificate certificate
                    && certificate.getIssuerX500Principal().getName().contains(DEVELOPMENT_CA);
        } catch (IOException | CertificateException | InvalidPathException _) {
            return false;
        }
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue(name, String.class);
    }
}
