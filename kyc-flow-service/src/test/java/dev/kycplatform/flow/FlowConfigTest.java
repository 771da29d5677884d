package dev.kycplatform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowConfigTest {
    private final FlowConfig config = DefaultConfig.config();

    @Test
    void holdsToTheContractUnlessSaidOtherwise() {
        assertThat(config.request().oldest()).isEqualTo(Duration.ofSeconds(300));
        assertThat(config.request().skew()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.token().lifetime()).isEqualTo(Duration.ofHours(8));
        assertThat(config.token().renewWithin()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.registration().leastAge()).isEqualTo(18);
        assertThat(config.registration().addressLock()).isEqualTo(Duration.ofDays(30));
        assertThat(config.document().mostBytes()).isEqualTo(20L << 20);
        assertThat(config.document().lifetime()).isEqualTo(Duration.ofDays(180));
        assertThat(config.rate().repeats()).isEqualTo(30);
        assertThat(config.rate().tokens()).isEqualTo(60);
    }

    @Test
    void holdsToTheLimitsOfTheContractUnlessSaidOtherwise() {
        var verification = config.verification();
        assertThat(verification.pendingWindow()).isEqualTo(Duration.ofMinutes(15));
        assertThat(verification.passedWindow()).isEqualTo(Duration.ofDays(30));
        assertThat(verification.attemptsWindow()).isEqualTo(Duration.ofDays(30));
        assertThat(verification.mostAttempts()).isEqualTo(2);
        assertThat(verification.expiresAfter()).isEqualTo(Duration.ofDays(30));
        assertThat(verification.unansweredCounts()).isTrue();
        assertThat(verification.mostTries()).isEqualTo(4);
        assertThat(verification.documentsAcceptedAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(verification.uploadRestartsExpired()).isFalse();
        assertThat(verification.partnerApps()).isEmpty();
    }
}
