package dev.kycplatform.bare;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the bare service is told of the services it stands beside. */
@ConfigMapping(prefix = "bare")
public interface BareConfig {
    /** Bytes of a record's value: as many as the service publishes. */
    @WithDefault("900")
    int valueBytes();

    /** Where the ID authority is asked. */
    @WithDefault("http://127.0.0.1:8090/authorities/ng-nibss/lookups")
    String authorityUrl();

    /** What the authority wants to see. */
    @WithDefault("none")
    String authorityKey();
}
