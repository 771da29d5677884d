package dev.kycplatform.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IntakeConfigTest {
    @Test
    void hasSafeDefaults() {
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(IntakeConfig.class)
                        .addDefaultInterceptors()
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .build()
                        .getConfigMapping(IntakeConfig.class);

        assertThat(config.signatureWindow()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.acceptWithin()).isEqualTo(Duration.ofMillis(4_500));
        assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.mostInFlight()).isEqualTo(4_000);
        assertThat(config.mostResultsRead()).isEqualTo(8);
        assertThat(config.resultTurnWithin()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.sync().answerWithin()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.sync().margin()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.sync().lastLook()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.sync().mostWaiting()).isEqualTo(2_000);
        assertThat(config.mostBodyBytes()).isEqualTo(65_536);
        assertThat(config.mostBytesComingIn()).isEqualTo(67_108_864);
        assertThat(config.bodyWithin()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.bulk().mostRequests()).isEqualTo(8);
        assertThat(config.bulk().mostRequestsEach()).isEqualTo(2);
        assertThat(config.bulk().mostUnreadBytes()).isEqualTo(16 * 1024 * 1024);
        assertThat(config.mostAnswerBytes()).isEqualTo(128 * 1024 * 1024);
        assertThat(config.sync().mostWaitingEach()).isEqualTo(500);
        assertThat(config.bulk().mostRows()).isEqualTo(400);
        assertThat(config.rate().perSecond()).isEqualTo(2_000);
        assertThat(config.rate().burst()).isEqualTo(4_000);
        assertThat(config.abuseLimit().enabled()).isEmpty();
        assertThat(config.abuseLimit().most()).isEqualTo(30);
        assertThat(config.abuseLimit().window()).isEqualTo(Duration.ofDays(3));
        assertThat(config.longestAsking()).isEqualTo(Duration.ofDays(60));
        assertThat(config.openJobs().behind()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.openJobs().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.partnerRelayInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.secretOverlap()).isEqualTo(Duration.ofHours(24));
        assertThat(config.partnerCheckInterval()).isEqualTo(Duration.ofMinutes(1));
    }
}
