package dev.kycplatform.flow.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Verifications as they are by now. */
@ApplicationScoped
public class ReadVerifications {
    /**
     * The newest of one entity, of which a run can begin each quarter of an hour while none of them ends; any other is
     * read by its id.
     */
    private static final int MOST = 1_000;

    private final Entities entities;
    private final Verifications verifications;
    private final Aging aging;
    private final Clock clock;

    ReadVerifications(Entities entities, Verifications verifications, Aging aging, Clock clock) {
        this.entities = entities;
        this.verifications = verifications;
        this.aging = aging;
        this.clock = clock;
    }

    /**
     * An entity and its verifications.
     *
     * @param verifications newest first
     */
    public record Found(EntityRef entity, boolean isBusiness, List<Verification> verifications) {}

    /** An entity's, however many came after it. Empty if it has none of that id. */
    @Transactional
    public Optional<Verification> one(String appHandle, String userHandle, VerificationId id) {
        var now = clock.instant();
        return verifications
                .byId(id)
                .filter(stored -> stored.entity().appHandle().equals(appHandle))
                .filter(stored -> stored.entity().userHandle().equals(userHandle))
                .map(stored -> aging.effective(stored, now));
    }

    /** Empty if there is no such entity. */
    @Transactional
    public Optional<Found> of(String appHandle, String userHandle) {
        var now = clock.instant();
        return entities.find(appHandle, userHandle)
                .map(
                        entity ->
                                new Found(
                                        entity.ref(),
                                        entity.isBusiness(),
                                        verifications.ofEntity(entity.ref().id(), MOST).stream()
                                                .map(stored -> aging.effective(stored, now))
                                                .toList()));
    }
}
