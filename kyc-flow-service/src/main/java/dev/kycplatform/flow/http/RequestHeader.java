package dev.kycplatform.flow.http;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import java.util.Optional;

/**
 * Who asks, and about whom: the {@code header} object of a request (contract, section 2), once it has been checked.
 *
 * @param user present where the endpoint is about an entity
 * @param userAsSent the same as the caller wrote it; some answers echo it
 */
public record RequestHeader(
        AppHandle app, Optional<EntityHandle> user, Optional<String> userAsSent) {}
