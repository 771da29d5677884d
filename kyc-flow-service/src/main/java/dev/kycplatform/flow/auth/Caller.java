package dev.kycplatform.flow.auth;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;

/**
 * Who asks about one of its entities, proven.
 *
 * @param user registered by the app, when it was looked
 */
public record Caller(AppHandle app, EntityHandle user) {}
