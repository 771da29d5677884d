package dev.kycplatform.flow.entity.persistence;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.flow.entity.Detail;
import dev.kycplatform.flow.entity.EntityType;
import dev.kycplatform.flow.entity.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * What is registered of an entity as JSON, sealed and bound to the entity and the item. The names of the members are those
 * of the records: one that is renamed needs its former name too.
 */
@ApplicationScoped
class EntitySeal {
    private final Seal seal;
    private final ObjectMapper mapper =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    EntitySeal(Keysets keysets) {
        this.seal = keysets.seal(Purpose.ENTITY);
    }

    byte[] seal(UUID entityId, Profile profile) {
        return sealed(profile, Binding.of(Purpose.ENTITY, entityId.toString(), "profile"));
    }

    Profile open(UUID entityId, EntityType type, byte[] sealed) {
        var binding = Binding.of(Purpose.ENTITY, entityId.toString(), "profile");
        return switch (type) {
            case INDIVIDUAL -> opened(sealed, binding, Profile.Person.class);
            case BUSINESS -> opened(sealed, binding, Profile.Business.class);
        };
    }

    byte[] seal(UUID entityId, UUID itemId, Detail detail) {
        return sealed(detail, binding(entityId, itemId));
    }

    Detail open(UUID entityId, UUID itemId, Detail.Kind kind, byte[] sealed) {
        Class<? extends Detail> type =
                switch (kind) {
                    case EMAIL -> Detail.Email.class;
                    case PHONE -> Detail.Phone.class;
                    case IDENTITY -> Detail.Identity.class;
                    case ADDRESS -> Detail.Address.class;
                    case ID_DOCUMENT -> Detail.IdDocument.class;
                    case DEVICE -> Detail.Device.class;
                };
        return opened(sealed, binding(entityId, itemId), type);
    }

    private static Binding binding(UUID entityId, UUID itemId) {
        return Binding.of(Purpose.ENTITY, entityId.toString(), "item", itemId.toString());
    }

    private byte[] sealed(Object value, Binding binding) {
        try {
            return seal.seal(mapper.writeValueAsBytes(value), binding);
        } catch (IOException e) {
            throw new UncheckedIOException("records are writable", e);
        }
    }

    private <T> T opened(byte[] sealed, Binding binding, Class<T> type) {
        try {
            return mapper.readValue(seal.open(sealed, binding), type);
        } catch (IOException e) {
            // Without the cause: it may quote what was read.
            throw new IllegalStateException("a sealed entity holds no " + type.getSimpleName());
        }
    }
}
