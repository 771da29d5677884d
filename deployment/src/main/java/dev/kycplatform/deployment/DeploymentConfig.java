package dev.kycplatform.deployment;

import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.result.ResultTexts;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** What is the same for every service of one deployment. */
@ConfigMapping(prefix = "kyc")
public interface DeploymentConfig {
    /** Selects rules only: test numbers and triggers exist in the sandbox alone. */
    KycEnvironment environment();

    /**
     * On: plaintext connections and development secrets are refused at start. Off: for development;
     * the service listens on loopback only, unless told where to, and says so in a warning.
     */
    @WithDefault("true")
    boolean hardened();

    /** The words of {@code ResultText}: the vendor's page's, or those its service was seen to send. */
    @WithDefault("documented")
    ResultTexts resultTexts();

    /** The directory of keyset files, one per purpose. */
    Path keysets();

    /** Stands before every topic's name, so that deployments or test runs can share a broker. */
    Optional<String> topicPrefix();
}
