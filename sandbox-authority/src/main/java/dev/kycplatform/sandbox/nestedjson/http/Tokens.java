package dev.kycplatform.sandbox.nestedjson.http;

import dev.kycplatform.sandbox.authority.IdAuthority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The access tokens that are good now, each at one authority. They are forgotten with the process. */
@ApplicationScoped
class Tokens {
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    @Inject
    Tokens() {
        this(System::nanoTime);
    }

    Tokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Issued(IdAuthority authority, long at) {
        boolean isOver(long now) {
            return now - at >= LIFE.toNanos();
        }
    }

    String issue(IdAuthority authority) {
        var now = nanoTime.getAsLong();
        issued.values().removeIf(token -> token.isOver(now));
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        issued.put(token, new Issued(authority, now));
        return token;
    }

    boolean isGood(IdAuthority authority, String token) {
        var known = issued.get(token);
        return known != null
                && known.authority() == authority
                && !known.isOver(nanoTime.getAsLong());
    }
}
