package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Partner 001. */
public final class SamplePartner {
    private SamplePartner() {}

    public static Partner withEverything() {
        return partner(Optional.empty());
    }

    static Partner with(Set<String> idTypes) {
        return partner(Optional.of(idTypes));
    }

    private static Partner partner(Optional<Set<String>> idTypes) {
        return new Partner(
                new PartnerId("001"),
                1,
                true,
                false,
                idTypes,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
