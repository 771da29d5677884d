package dev.kycplatform.eventlog;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** How to reach the broker: every {@code kafka.*} setting, TLS and SASL included. */
@ApplicationScoped
public class KafkaConnection {
    private final Map<String, Object> settings;

    public KafkaConnection(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** The connection's settings with a client's own on top. */
    public Map<String, Object> with(Map<String, Object> own) {
        var all = new HashMap<>(settings);
        // Come back soon after an outage; the default grows to a second and counts from the last
        // failure.
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        all.putAll(own);
        return all;
    }
}
