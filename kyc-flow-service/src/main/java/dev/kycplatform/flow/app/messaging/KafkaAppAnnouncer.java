package dev.kycplatform.flow.app.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.event.Event;
import dev.kycplatform.contracts.event.EventType;
import dev.kycplatform.contracts.flow.AppChanged;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.WebhookType;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.EventPublisher;
import dev.kycplatform.eventlog.StateTopic;
import dev.kycplatform.eventlog.StateTopics;
import dev.kycplatform.flow.app.App;
import dev.kycplatform.flow.app.AppAnnouncer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Apps as records on {@code kyc.apps}, which is read back to see what compaction leaves of it. */
@ApplicationScoped
class KafkaAppAnnouncer implements AppAnnouncer {
    private static final String SOURCE = "/kyc-flow-service";

    private final EventPublisher publisher;
    private final EventCodec codec;
    private final StateTopics stateTopics;
    private final Clock clock;
    private final Map<String, Long> lastVersions = new ConcurrentHashMap<>();
    private volatile @Nullable StateTopic topic;

    KafkaAppAnnouncer(
            EventPublisher publisher, EventCodec codec, StateTopics stateTopics, Clock clock) {
        this.publisher = publisher;
        this.codec = codec;
        this.stateTopics = stateTopics;
        this.clock = clock;
    }

    /** After the topics exist, before anything is published. */
    void start(@Observes @Priority(20) StartupEvent event) {
        topic = stateTopics.read(Topics.APPS, new Versions());
    }

    @PreDestroy
    void close() {
        var reading = topic;
        if (reading != null) {
            reading.close();
        }
    }

    @Override
    public void announce(App app) {
        var event = changed(app);
        publisher.publishAndAwait(
                new Event(
                        Topics.APPS,
                        app.handle().value(),
                        event.eventId(),
                        EventType.APP_CHANGED,
                        SOURCE,
                        app.handle().value(),
                        app.changedAt(),
                        codec.encode(event),
                        null));
    }

    @Override
    public boolean hasReadAll() {
        var reading = topic;
        return reading != null && reading.isComplete();
    }

    @Override
    public long lastVersion(AppHandle handle) {
        return lastVersions.getOrDefault(handle.value(), 0L);
    }

    private AppChanged changed(App app) {
        return new AppChanged(
                AppChanged.SCHEMA_VERSION,
                app.handle().value(),
                app.version(),
                app.name(),
                app.isEnabled(),
                secrets(app),
                app.endpoints().stream().map(KafkaAppAnnouncer::endpoint).toList(),
                app.changedAt());
    }

    private List<AppChanged.SealedSecret> secrets(App app) {
        return app.live(App.Kind.WEBHOOK_SECRET, clock.instant()).stream()
                .map(
                        secret ->
                                new AppChanged.SealedSecret(
                                        secret.id(), secret.sealed(), secret.notAfter()))
                .toList();
    }

    private static AppChanged.WebhookEndpoint endpoint(App.Endpoint endpoint) {
        return new AppChanged.WebhookEndpoint(
                endpoint.id(),
                endpoint.name(),
                endpoint.url(),
                endpoint.types().stream().map(WebhookType::wire).sorted().toList(),
                endpoint.isEnabled());
    }

    private final class Versions implements StateTopic.Listener {
        @Override
        public void changed(String key, byte[] value) {
            lastVersions.remove(key);
            lastVersions.put(key, codec.decode(value, AppChanged.class).version());
        }

        @Override
        public void removed(String key) {
            lastVersions.remove(key);
        }
    }
}
