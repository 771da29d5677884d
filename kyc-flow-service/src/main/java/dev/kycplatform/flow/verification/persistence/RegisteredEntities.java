package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.flow.check.Particular;
import dev.kycplatform.flow.check.Particulars;
import dev.kycplatform.flow.entity.Entity;
import dev.kycplatform.flow.entity.EntityRepository;
import dev.kycplatform.flow.entity.EntityType;
import dev.kycplatform.flow.entity.Profile;
import dev.kycplatform.flow.verification.Entities;
import dev.kycplatform.flow.verification.EntityRef;
import dev.kycplatform.flow.verification.RegisteredEntity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Optional;

/** Entities as verifications see them. Of several emails, phones and addresses the latest counts. */
@ApplicationScoped
class RegisteredEntities implements Entities {
    private final EntityRepository entities;

    RegisteredEntities(EntityRepository entities) {
        this.entities = entities;
    }

    @Override
    public Optional<RegisteredEntity> find(String appHandle, String userHandle) {
        return entities.find(new AppHandle(appHandle), new EntityHandle(userHandle))
                .map(RegisteredEntities::registered);
    }

    @Override
    public Optional<RegisteredEntity> lock(String appHandle, String userHandle) {
        return entities.lock(new AppHandle(appHandle), new EntityHandle(userHandle))
                .map(RegisteredEntities::registered);
    }

    private static RegisteredEntity registered(Entity entity) {
        return new RegisteredEntity(
                new EntityRef(entity.id(), entity.app().value(), entity.handle().value()),
                entity.type() == EntityType.BUSINESS,
                particulars(entity),
                entity.identities().stream()
                        .map(
                                item ->
                                        new RegisteredEntity.Identity(
                                                item.detail().country(),
                                                item.detail().type(),
                                                item.detail().value()))
                        .toList());
    }

    private static Particulars particulars(Entity entity) {
        var said = new EnumMap<Particular, String>(Particular.class);
        switch (entity.profile()) {
            case Profile.Person person -> {
                said.put(Particular.FIRST_NAME, person.firstName());
                said.put(Particular.LAST_NAME, person.lastName());
                var birthdate = person.birthdate();
                if (birthdate != null) {
                    said.put(Particular.BIRTHDATE, birthdate.toString());
                }
            }
            case Profile.Business business ->
                    said.put(Particular.ENTITY_NAME, business.entityName());
        }
        if (!entity.addresses().isEmpty()) {
            var address = entity.addresses().getLast().detail();
            said.put(Particular.STREET_ADDRESS_1, address.streetAddress1());
            said.put(Particular.STREET_ADDRESS_2, address.streetAddress2());
            said.put(Particular.CITY, address.city());
            said.put(Particular.STATE, address.state());
            said.put(Particular.POSTAL_CODE, address.postalCode());
            said.put(Particular.COUNTRY, address.country());
        }
        if (!entity.emails().isEmpty()) {
            said.put(Particular.EMAIL, entity.emails().getLast().detail().address());
        }
        if (!entity.phones().isEmpty()) {
            said.put(Particular.PHONE, entity.phones().getLast().detail().number());
        }
        return new Particulars(said);
    }
}
