package dev.kycplatform.worker.parking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.worker.WorkerConfigTest;
import dev.kycplatform.worker.lookup.SamplePartner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant ACCEPTED = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void endsWhenTheDeploymentSays() {
        assertThat(deadline(Optional.of(SamplePartner.withEverything())))
                .isEqualTo(ACCEPTED.plus(Duration.ofDays(7)));
        assertThat(deadline(Optional.empty())).isEqualTo(ACCEPTED.plus(Duration.ofDays(7)));
    }

    @Test
    void endsWhenThePartnerSaysIfItDoes() {
        assertThat(deadline(Optional.of(SamplePartner.patientFor(Duration.ofHours(12)))))
                .isEqualTo(ACCEPTED.plus(Duration.ofHours(12)));
        assertThat(deadline(Optional.of(SamplePartner.patientFor(Duration.ofDays(20)))))
                .isEqualTo(ACCEPTED.plus(Duration.ofDays(20)));
    }

    @Test
    void endsWellBeforeResultsOfItsTimeAreDroppedWhateverThePartnerSays() {
        assertThat(deadline(Optional.of(SamplePartner.patientFor(Duration.ofDays(80)))))
                .isEqualTo(ACCEPTED.plus(Duration.ofDays(60)));
    }

    private static Instant deadline(Optional<Partner> partner) {
        return new RetrySchedule(WorkerConfigTest.config(Map.of()), _ -> partner)
                .deadline(new PartnerId("001"), ACCEPTED);
    }
}
