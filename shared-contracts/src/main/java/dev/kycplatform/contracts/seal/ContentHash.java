package dev.kycplatform.contracts.seal;

import com.google.crypto.tink.Mac;
import java.security.GeneralSecurityException;

/**
 * Tells whether two requests have the same content, without keeping it. A hash names its key, so that
 * it can still be compared after a rotation.
 */
public final class ContentHash {
    private final Mac mac;

    ContentHash(Mac mac) {
        this.mac = mac;
    }

    /** @param canonical the same bytes for the same content */
    public byte[] of(byte[] canonical) {
        try {
            return mac.computeMac(canonical);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing content failed", e);
        }
    }

    public boolean matches(byte[] hash, byte[] canonical) {
        try {
            mac.verifyMac(hash, canonical);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
