package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.WebhookType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A business that calls us, as the registry keeps it.
 *
 * @param version grows by one with each change; readers ignore a lower one
 * @param credentials by whichever it may authenticate, and with what its webhooks are signed
 * @param endpoints where its webhooks go
 */
public record App(
        AppHandle handle,
        long version,
        String name,
        boolean isEnabled,
        List<Credential> credentials,
        List<Endpoint> endpoints,
        Instant createdAt,
        Instant changedAt) {

    /** What a credential is. */
    public enum Kind {
        /** A blockchain address, whose key signs the app's requests. */
        ADDRESS("address"),
        /** A client id and secret, for which access tokens are given. */
        CLIENT("client"),
        /** What signs the app's webhooks. */
        WEBHOOK_SECRET("webhook-secret");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** For people. */
        public String label() {
            return label;
        }
    }

    /**
     * @param id the address ({@code 0x…}, lower case), the client id, or the secret's name; never secret
     * @param sealed the secret; empty for an address
     * @param notAfter when it stops being accepted; null: never
     */
    public record Credential(
            String id, Kind kind, byte[] sealed, Instant createdAt, @Nullable Instant notAfter) {
        public boolean isLive(Instant now) {
            return notAfter == null || now.isBefore(notAfter);
        }

        Credential endingAt(@Nullable Instant end) {
            return new Credential(id, kind, sealed, createdAt, end);
        }
    }

    /**
     * @param url sealed: its path and query are nobody else's business
     * @param types what it wants to hear of; at least one
     */
    public record Endpoint(
            String id,
            String name,
            byte[] url,
            Set<WebhookType> types,
            boolean isEnabled,
            Instant createdAt) {}

    /** Those of a kind that are accepted now, newest first. */
    public List<Credential> live(Kind kind, Instant now) {
        return credentials.stream()
                .filter(credential -> credential.kind() == kind && credential.isLive(now))
                .sorted(Comparator.comparing(Credential::createdAt).reversed())
                .toList();
    }

    App withCredentials(List<Credential> changed, Instant now) {
        return new App(handle, version, name, isEnabled, changed, endpoints, createdAt, now);
    }

    App withEndpoints(List<Endpoint> changed, Instant now) {
        return new App(handle, version, name, isEnabled, credentials, changed, createdAt, now);
    }

    App withSettings(String newName, boolean enabled, Instant now) {
        return new App(handle, version, newName, enabled, credentials, endpoints, createdAt, now);
    }

    /** With one more, and an end for the others of its kind that have none earlier; without those that have ended. */
    App rotated(Credential fresh, Instant othersEnd, Instant now) {
        var others =
                credentials.stream()
                        .filter(known -> known.isLive(now))
                        .map(
                                known ->
                                        known.kind() != fresh.kind() || !endsLater(known, othersEnd)
                                                ? known
                                                : known.endingAt(othersEnd));
        return withCredentials(Stream.concat(Stream.of(fresh), others).toList(), now);
    }

    private static boolean endsLater(Credential known, Instant end) {
        var its = known.notAfter();
        return its == null || its.isAfter(end);
    }
}
