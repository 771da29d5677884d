package dev.kycplatform.partners;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.partner.PartnerChanged.SealedSecret;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.StateTopic;
import dev.kycplatform.eventlog.StateTopics;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All partners, from {@code kyc.partners}: read whole at the start, then followed. A look-up is one map
 * access, so the accept path reads no database.
 */
@ApplicationScoped
public class PartnerDirectory {
    private final StateTopics stateTopics;
    private final EventCodec codec;
    private final Optional<Seal> seal;
    private final Map<String, Partner> partners = new ConcurrentHashMap<>();
    private volatile @Nullable StateTopic topic;

    PartnerDirectory(
            StateTopics stateTopics,
            EventCodec codec,
            Keysets keysets,
            PartnerDirectoryConfig config) {
        this.stateTopics = stateTopics;
        this.codec = codec;
        this.seal =
                config.opensSecrets()
                        ? Optional.of(keysets.seal(Purpose.PARTNER))
                        : Optional.empty();
    }

    /** After the topics exist, before anything is consumed. */
    void start(@Observes @Priority(20) StartupEvent event) {
        topic = stateTopics.read(Topics.PARTNERS, new Follower());
    }

    @PreDestroy
    void close() {
        var reading = topic;
        if (reading != null) {
            reading.close();
        }
    }

    public Optional<Partner> find(PartnerId id) {
        return Optional.ofNullable(partners.get(id.value()));
    }

    /** True once every partner known at the start is here. */
    public boolean isComplete() {
        var reading = topic;
        return reading != null && reading.isComplete();
    }

    private final class Follower implements StateTopic.Listener {
        @Override
        public void changed(String key, byte[] value) {
            var partner = opened(codec.decode(value, PartnerChanged.class));
            partners.merge(
                    partner.id().value(),
                    partner,
                    (known, read) -> read.version() >= known.version() ? read : known);
        }

        @Override
        public void removed(String key) {
            partners.remove(key);
        }
    }

    private Partner opened(PartnerChanged event) {
        var id = event.partnerId();
        return new Partner(
                new PartnerId(id),
                event.version(),
                event.enabled(),
                event.productionEnabled(),
                Optional.ofNullable(event.idTypes()).map(Set::copyOf),
                opened(id, event.apiKeys()),
                opened(id, event.webhookSecrets()),
                openedCallback(event));
    }

    private List<Partner.Secret> opened(String partnerId, List<SealedSecret> secrets) {
        return seal.map(
                        opener ->
                                secrets.stream()
                                        .map(secret -> opened(opener, partnerId, secret))
                                        .toList())
                .orElse(List.of());
    }

    private static Partner.Secret opened(Seal opener, String partnerId, SealedSecret secret) {
        var binding = PartnerChanged.secretBinding(partnerId, secret.id());
        return new Partner.Secret(
                secret.id(), text(opener.open(secret.sealed(), binding)), secret.notAfter());
    }

    private Optional<String> openedCallback(PartnerChanged event) {
        var sealed = event.defaultCallback();
        if (sealed == null) {
            return Optional.empty();
        }
        var binding = PartnerChanged.defaultCallbackBinding(event.partnerId());
        return seal.map(opener -> text(opener.open(sealed, binding)));
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
