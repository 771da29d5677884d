package dev.kycplatform.deployment;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.Converters;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * An unhardened service listens on loopback only and, unless it is for production, its logs are for people to read. A setting
 * of higher rank says otherwise.
 */
public class UnhardenedDefaults implements ConfigSourceFactory {
    /** Above the framework's defaults, below application.properties (250) and the environment (300). */
    private static final int ORDINAL = 110;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (isHardened(context.getValue("kyc.hardened").getValue())) {
            return List.of();
        }
        var defaults = new HashMap<>(Map.of("quarkus.http.host", "127.0.0.1"));
        if (!"production".equals(context.getValue("kyc.environment").getValue())) {
            defaults.put("quarkus.log.console.json.enabled", "false");
        }
        return List.of(new PropertiesConfigSource(defaults, "unhardened defaults", ORDINAL));
    }

    /** As {@link DeploymentConfig#hardened()} reads it, which takes "no" for false too. */
    private static boolean isHardened(@Nullable String setting) {
        return setting == null
                || setting.isEmpty()
                || Boolean.TRUE.equals(
                        Converters.getImplicitConverter(Boolean.class).convert(setting));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }
}
