package dev.kycplatform.contracts.seal;

import com.google.crypto.tink.Aead;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.security.GeneralSecurityException;

/** Seals and opens values of one purpose (AEAD; the keyset's primary key seals, every key opens). */
public final class Seal {
    private final Purpose purpose;
    private final Aead aead;

    Seal(Purpose purpose, Aead aead) {
        this.purpose = purpose;
        this.aead = aead;
    }

    public byte[] seal(byte[] clear, Binding binding) {
        require(binding);
        try {
            return aead.encrypt(clear, binding.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing " + purpose.wire() + " failed", e);
        }
    }

    /** @throws KycException with SEAL_BROKEN if the value was forged, moved or sealed with a key not held */
    public byte[] open(byte[] sealed, Binding binding) {
        require(binding);
        try {
            return aead.decrypt(sealed, binding.associatedData());
        } catch (GeneralSecurityException e) {
            throw new KycException(
                    ErrorCode.SEAL_BROKEN, "a sealed " + purpose.wire() + " does not open", e);
        }
    }

    private void require(Binding binding) {
        if (binding.purpose() != purpose) {
            throw new IllegalStateException(
                    "a seal for " + purpose + " was used for " + binding.purpose());
        }
    }
}
