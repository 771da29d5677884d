package dev.kycplatform.deployment;

import dev.kycplatform.contracts.seal.Keysets;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** A hardened service refuses to start with plaintext connections or development secrets. */
@ApplicationScoped
class StartupChecks {
    private static final Logger LOG = Logger.getLogger(StartupChecks.class);

    private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([^&]*)");
    private static final Set<String> ENCRYPTING_MODES =
            Set.of("require", "verify-ca", "verify-full");

    private final DeploymentConfig deployment;
    private final Keysets keysets;
    private final Config config;

    StartupChecks(DeploymentConfig deployment, Keysets keysets, Config config) {
        this.deployment = deployment;
        this.keysets = keysets;
        this.config = config;
    }

    /** Before anything connects anywhere. */
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
        setting("kafka.bootstrap.servers")
                .filter(
                        _ ->
                                !setting("kafka.security.protocol")
                                        .orElse("PLAINTEXT")
                                        .contains("SSL"))
                .ifPresent(_ -> problems.add("kafka.security.protocol is not SSL or SASL_SSL"));
        setting("quarkus.datasource.jdbc.url")
                .filter(url -> !isEncrypted(url))
                .ifPresent(
                        _ ->
                                problems.add(
                                        "quarkus.datasource.jdbc.url has no sslmode=verify-full"));
        setting("mp.jwt.verify.issuer")
                .filter(issuer -> issuer.startsWith("https://localhost/"))
                .ifPresent(_ -> problems.add("mp.jwt.verify.issuer is the development issuer"));
        return problems;
    }

    /** Of a parameter given twice the driver takes the last, so each must do. */
    private static boolean isEncrypted(String jdbcUrl) {
        var modes = SSL_MODE.matcher(jdbcUrl).results().map(found -> found.group(1)).toList();
        return !modes.isEmpty() && ENCRYPTING_MODES.containsAll(modes);
    }

    private Optional<String> setting(String name) {
        return config.getOptionalValue(name, String.class);
    }
}
