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
import java.util.Map;
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

    /** Of whom the full name alone is registered is asked about by its last word and by what is before it. */
    private static Map<Particular, String> names(Profile.Person person) {
        var fullName = person.entityName();
        if (person.firstName().isEmpty() && person.lastName().isEmpty()) {
            var lastWord = fullName.stripTrailing().lastIndexOf(' ') + 1;
            return Map.of(
                    Particular.FIRST_NAME, fullName.substring(0, lastWord).strip(),
                    Particular.LAST_NAME, fullName.substring(lastWord));
        }
        var names = new EnumMap<Particular, String>(Particular.class);
        names.put(Particular.FIRST_NAME, person.firstName());
        names.put(Particular.LAST_NAME, person.lastName());
        if (!fullName.equals((person.firstName() + " " + person.lastName()).strip())) {
            names.put(Particular.ENTITY_NAME, fullName);
        }
        return names;
    }

    private static Particulars particulars(Entity entity) {
        var said = new EnumMap<Particular, String>(Particular.class);
        switch (entity.profile()) {
            case Profile.Person person -> {
                said.putAll(names(person));
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
