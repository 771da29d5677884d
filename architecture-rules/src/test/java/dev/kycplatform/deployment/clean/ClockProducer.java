package dev.kycplatform.deployment.clean;

import java.time.Clock;

class ClockProducer {
    Clock clock() {
        return Clock.systemUTC();
    }
}
