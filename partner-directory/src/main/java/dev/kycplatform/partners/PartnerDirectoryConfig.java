package dev.kycplatform.partners;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How this service reads the partners. */
@ConfigMapping(prefix = "partner-directory")
public interface PartnerDirectoryConfig {
    /** Off: this service holds no partner keyset and sees no secret. */
    @WithDefault("true")
    boolean opensSecrets();
}
