package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Partner 001. */
public final class SamplePartner {
    private static final PartnerId ID = new PartnerId("001");

    private SamplePartner() {}

    public static Partner withEverything() {
        return withEverything(ID);
    }

    static Partner withEverything(PartnerId id) {
        return partner(id, Optional.empty(), Optional.empty());
    }

    static Partner with(Set<String> idTypes) {
        return partner(ID, Optional.of(idTypes), Optional.empty());
    }

    /** Whose jobs are given up after this time. */
    public static Partner patientFor(Duration giveUpAfter) {
        return partner(ID, Optional.empty(), Optional.of(giveUpAfter));
    }

    private static Partner partner(
            PartnerId id, Optional<Set<String>> idTypes, Optional<Duration> giveUpAfter) {
        return new Partner(
                id,
                1,
                true,
                false,
                idTypes,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                giveUpAfter);
    }
}
