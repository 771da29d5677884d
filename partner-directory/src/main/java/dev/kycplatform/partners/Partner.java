package dev.kycplatform.partners;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.PartnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A partner, as the last change left it.
 *
 * @param idTypes what it may look up, as {@code NG/BVN}; empty: everything
 * @param apiKeys newest first; empty where this service does not open secrets
 * @param webhookSecrets newest first; empty where this service does not open secrets
 * @param rate what it may send; empty: what the deployment allows everybody
 * @param giveUpAfter how long after it was accepted a job is asked for the last time; empty: what the deployment says
 */
public record Partner(
        PartnerId id,
        long version,
        boolean isEnabled,
        boolean isProductionEnabled,
        Optional<Set<String>> idTypes,
        List<Secret> apiKeys,
        List<Secret> webhookSecrets,
        Optional<String> defaultCallback,
        Optional<Rate> rate,
        Optional<Duration> giveUpAfter) {

    /**
     * How often a partner may ask.
     *
     * @param perSecond requests a second, in the long run
     * @param burst requests at once
     */
    public record Rate(int perSecond, int burst) {
        public Rate {
            if (perSecond < 1 || burst < 1) {
                throw new IllegalArgumentException("a rate is at least one request a second");
            }
        }
    }

    /**
     * A key or signing secret.
     *
     * @param id names it in events and logs
     * @param notAfter when it stops being accepted; null: never
     */
    public record Secret(String id, String value, @Nullable Instant notAfter) {
        public boolean isLive(Instant now) {
            return notAfter == null || now.isBefore(notAfter);
        }

        /** Never prints the value. */
        @Override
        public String toString() {
            return "Secret[" + id + "]";
        }
    }

    public boolean mayLookUp(IdType type) {
        return idTypes.map(allowed -> allowed.contains(type.country() + "/" + type.name()))
                .orElse(true);
    }

    /** The key that signs what is sent now: the one named while it lives, else the newest live one. */
    public Optional<Secret> signingKey(String preferredId, Instant now) {
        return liveKeys(now).stream()
                .filter(key -> key.id().equals(preferredId))
                .findFirst()
                .or(() -> liveKeys(now).stream().findFirst());
    }

    public List<Secret> liveKeys(Instant now) {
        return apiKeys.stream().filter(key -> key.isLive(now)).toList();
    }

    public List<Secret> liveWebhookSecrets(Instant now) {
        return webhookSecrets.stream().filter(secret -> secret.isLive(now)).toList();
    }
}
