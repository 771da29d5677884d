package dev.kycplatform.flow.entity;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Registers a person or business. Never starts a verification (contract, section 7.2). */
@ApplicationScoped
public class RegisterEntity {
    private final EntityRepository entities;
    private final Clock clock;

    RegisterEntity(EntityRepository entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** @throws dev.kycplatform.contracts.flow.FlowException with HANDLE_TAKEN, IDENTITY_TAKEN or ADDRESS_TAKEN */
    @Transactional
    public Entity register(AppHandle app, EntityHandle handle, Registration registration) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var items =
                registration.details().stream()
                        .<Item<?>>map(detail -> Item.of(detail, now))
                        .toList();
        var entity =
                new Entity(
                        UUID.randomUUID(), app, handle, 1, registration.profile(), items, now, now);
        entities.add(entity, registration.signers());
        return entity;
    }
}
