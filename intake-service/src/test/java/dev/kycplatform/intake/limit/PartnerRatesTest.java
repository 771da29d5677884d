package dev.kycplatform.intake.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.FakeConfig;
import dev.kycplatform.localstack.testing.HandClock;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.Partner.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartnerRatesTest {
    private final HandClock clock = new HandClock();
    private final PartnerRates rates =
            new PartnerRates(new FakeConfig(1, Duration.ofSeconds(1)), clock);

    @Test
    void letABurstInAndRefuseTheNextOne() {
        var partner = partner("001", Optional.of(new Rate(10, 3)));

        assertThat(rates.take(partner).remaining()).isEqualTo(2);
        assertThat(rates.take(partner).isAdmitted()).isTrue();
        assertThat(rates.take(partner).isAdmitted()).isTrue();
        var refused = rates.take(partner);

        assertThat(refused.isAdmitted()).isFalse();
        assertThat(refused.limit()).isEqualTo(10);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(100));
        assertThat(refused.untilFull()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void letAsManyInAgainAsTimeHasPassedFor() {
        var partner = partner("001", Optional.of(new Rate(10, 1)));
        rates.take(partner);

        clock.advance(Duration.ofMillis(99));
        assertThat(rates.take(partner).isAdmitted()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(rates.take(partner).isAdmitted()).isTrue();
    }

    @Test
    void areEachPartnersOwn() {
        rates.take(partner("001", Optional.of(new Rate(1, 1))));

        assertThat(rates.take(partner("002", Optional.of(new Rate(1, 1)))).isAdmitted()).isTrue();
    }

    @Test
    void areTheDeploymentsWhereAPartnerHasNone() {
        var admission = rates.take(partner("001", Optional.empty()));

        assertThat(admission.limit()).isEqualTo(2_000);
        assertThat(admission.remaining()).isEqualTo(3_999);
    }

    @Test
    void changeWithThePartner() {
        rates.take(partner("001", Optional.of(new Rate(1, 1))));

        assertThat(rates.take(partner("001", Optional.of(new Rate(5, 5)))).remaining())
                .isEqualTo(4);
    }

    private static Partner partner(String id, Optional<Rate> rate) {
        return new Partner(
                new PartnerId(id),
                1,
                true,
                true,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                rate,
                Optional.empty());
    }
}
