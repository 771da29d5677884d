package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.result.ResultReference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Stored results as they are looked up afterwards, by whoever is told of them. Every method joins the caller's
 * transaction, if there is one, and throws {@link KycException} with DATABASE_UNAVAILABLE.
 */
public interface ResultArchive {
    /** Empty if there never was such a result, or it is no longer kept. */
    Optional<WithBody> find(ResultReference reference);

    /** Those that fit, by {@link Place}, after this one if one is given. */
    List<Placed> list(Filter filter, Optional<Place> after, int most);

    /** A result with what the partner reads, sealed under its job. */
    record WithBody(StoredResult result, byte[] sealedBody) {}

    /**
     * Which results.
     *
     * @param since recorded then or later
     */
    record Filter(Instant since, Optional<PartnerId> partner) {}

    /** Where a result stands in the order in which they were recorded. */
    record Place(Instant recordedAt, ResultReference reference) {}

    /** A result and where it stands. */
    record Placed(StoredResult result, Place place) {}
}
