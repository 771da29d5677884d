package dev.kycplatform.flow.entity;

import java.time.Instant;
import java.util.UUID;

/** A detail as it stands registered: it can be changed and deleted by its id. */
public record Item<D extends Detail>(UUID id, D detail, Instant addedAt, Instant modifiedAt) {
    static <D extends Detail> Item<D> of(D detail, Instant now) {
        return new Item<>(UUID.randomUUID(), detail, now, now);
    }

    Item<D> changedTo(D changed, Instant now) {
        return new Item<>(id, changed, addedAt, now);
    }
}
