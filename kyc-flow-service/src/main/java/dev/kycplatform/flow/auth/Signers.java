package dev.kycplatform.flow.auth;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import java.util.Optional;

/** Whose keys sign for an app's entities. */
public interface Signers {
    /** Empty if the app has no such entity. */
    Optional<SigningEntity> find(AppHandle app, EntityHandle handle);

    /** An entity, as far as it signs. */
    interface SigningEntity {
        /** @param address {@code 0x} and 40 hex digits, lower case */
        boolean signsWith(String address);
    }
}
