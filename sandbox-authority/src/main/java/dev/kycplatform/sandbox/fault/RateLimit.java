package dev.kycplatform.sandbox.fault;

import java.time.Duration;

/** How many questions an authority takes each second, and after how long it wants to be asked again. */
public record RateLimit(int perSecond, Duration retryAfter) {}
