package dev.kycplatform.flow.verification.persistence;

import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.flow.verification.VerificationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reasons at rest: sealed, for what an operator writes is about a person. */
@ApplicationScoped
class Reasons {
    private final EventCodec codec;
    private final Seal seal;

    Reasons(EventCodec codec, Keysets keysets) {
        this.codec = codec;
        this.seal = keysets.seal(Purpose.ENTITY);
    }

    byte[] sealed(VerificationId id, List<String> reasons) {
        return seal.seal(codec.encode(reasons), binding(id));
    }

    List<String> opened(VerificationId id, byte[] sealed) {
        return List.of(codec.decode(seal.open(sealed, binding(id)), String[].class));
    }

    private static Binding binding(VerificationId id) {
        return Binding.of(Purpose.ENTITY, "verification", "reasons", id.toString());
    }
}
