package dev.kycplatform.flow;

import dev.kycplatform.localstack.testing.StoppableClock;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;

/** The service's clock in these tests. */
@Mock
@Singleton
public class AdjustableClock extends StoppableClock {}
