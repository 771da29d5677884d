package dev.kycplatform.intake.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import org.junit.jupiter.api.Test;

class FairPlacesTest {
    private static final PartnerId ONE = new PartnerId("001");
    private static final PartnerId OTHER = new PartnerId("002");

    private final FairPlaces places = new FairPlaces(3, 2);

    @Test
    void leaveOthersTheirsHoweverManyOneWants() {
        assertThat(places.tryTake(ONE)).isTrue();
        assertThat(places.tryTake(ONE)).isTrue();
        assertThat(places.tryTake(ONE)).isFalse();
        assertThat(places.tryTake(OTHER)).isTrue();
    }

    @Test
    void areBoundedInAll() {
        places.tryTake(ONE);
        places.tryTake(ONE);
        places.tryTake(OTHER);

        assertThat(places.isFull()).isTrue();
        assertThat(places.tryTake(OTHER)).isFalse();
    }

    @Test
    void areThereAgainOnceGivenBack() {
        places.tryTake(ONE);
        places.tryTake(ONE);
        places.giveBack(ONE);

        assertThat(places.isFull()).isFalse();
        assertThat(places.tryTake(ONE)).isTrue();
    }
}
