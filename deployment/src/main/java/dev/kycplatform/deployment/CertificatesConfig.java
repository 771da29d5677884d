package dev.kycplatform.deployment;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Certificates whose expiry somebody must hear of in time. */
@ConfigMapping(prefix = "certificates")
public interface CertificatesConfig {
    /** PEM files that are watched beside those that this service shows others. */
    Optional<List<Path>> watched();
}
