package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppHandle;
import java.time.Instant;

/** There is a new app. Observed within the transaction that makes it: what an app is born with is made with it or not at all. */
public record AppRegistered(AppHandle app, Instant at) {}
