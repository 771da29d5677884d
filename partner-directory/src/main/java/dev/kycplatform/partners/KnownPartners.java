package dev.kycplatform.partners;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.partner.PartnerChanged.SealedSecret;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.StateTopic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What the records read so far say of each partner; a version below the one known changes nothing. */
final class KnownPartners implements StateTopic.Listener {
    private static final Logger LOG = Logger.getLogger(KnownPartners.class);

    private final EventCodec codec;
    private final Optional<Seal> seal;
    private final Map<String, Partner> partners = new ConcurrentHashMap<>();
    private final Map<String, Long> lastVersions = new ConcurrentHashMap<>();

    /** @param seal opens secrets; empty: they are left out */
    KnownPartners(EventCodec codec, Optional<Seal> seal) {
        this.codec = codec;
        this.seal = seal;
    }

    Optional<Partner> find(PartnerId id) {
        return Optional.ofNullable(partners.get(id.value()));
    }

    /** What compaction will leave over: the last record, be it as old as it may; 0: none, or none that can be read. */
    long lastVersion(PartnerId id) {
        return lastVersions.getOrDefault(id.value(), 0L);
    }

    @Override
    public void changed(String key, byte[] value) {
        lastVersions.remove(key);
        var partner = opened(codec.decode(value, PartnerChanged.class));
        lastVersions.put(key, partner.version());
        partners.merge(
                partner.id().value(),
                partner,
                (known, read) -> read.version() >= known.version() ? read : known);
    }

    @Override
    public void removed(String key) {
        lastVersions.remove(key);
        partners.remove(key);
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
                openedCallback(event),
                rate(event),
                Optional.ofNullable(event.giveUpAfter()));
    }

    private static Optional<Partner.Rate> rate(PartnerChanged event) {
        var perSecond = event.ratePerSecond();
        var burst = event.burst();
        return perSecond == null || burst == null
                ? Optional.empty()
                : Optional.of(new Partner.Rate(perSecond, burst));
    }

    private List<Partner.Secret> opened(String partnerId, List<SealedSecret> secrets) {
        return secrets.stream().flatMap(secret -> opened(partnerId, secret).stream()).toList();
    }

    private Optional<Partner.Secret> opened(String partnerId, SealedSecret secret) {
        return opened(
                        secret.sealed(),
                        PartnerChanged.secretBinding(partnerId, secret.id()),
                        partnerId,
                        secret.id())
                .map(value -> new Partner.Secret(secret.id(), value, secret.notAfter()));
    }

    private Optional<String> openedCallback(PartnerChanged event) {
        var sealed = event.defaultCallback();
        return sealed == null
                ? Optional.empty()
                : opened(
                        sealed,
                        PartnerChanged.defaultCallbackBinding(event.partnerId()),
                        event.partnerId(),
                        "default-callback");
    }

    /** One secret that does not open must not keep a disabled partner enabled: it is left out, and the rest holds. */
    private Optional<String> opened(
            byte[] sealed, Binding binding, String partnerId, String secretId) {
        try {
            return seal.map(opener -> text(opener.open(sealed, binding)));
        } catch (KycException e) {
            LOG.errorf(
                    e,
                    "A secret does not open and is left out: partnerId=%s secretId=%s",
                    partnerId,
                    secretId);
            return Optional.empty();
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
