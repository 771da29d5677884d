package dev.kycplatform.flow.auth;

import dev.kycplatform.contracts.flow.AppHandle;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Access tokens at rest. Every method joins the caller's transaction. */
public interface AccessTokens {
    /** @param sealed the token; bound to its app and id */
    record Issued(UUID id, AppHandle app, String clientId, byte[] sealed, Instant expiresAt) {}

    /** Nobody else issues a token to this client until the transaction ends. */
    void lock(AppHandle app, String clientId);

    /** The one that lives longest, of those that are valid beyond the time. */
    Optional<Issued> validBeyond(AppHandle app, String clientId, Instant time);

    void add(Issued token);

    /** False if it is not known, or was invalidated. */
    boolean isValid(AppHandle app, UUID id);

    void invalidate(AppHandle app, UUID id, Instant now);

    /** Removes those of a client that ended before. */
    void forgetBefore(AppHandle app, String clientId, Instant time);
}
