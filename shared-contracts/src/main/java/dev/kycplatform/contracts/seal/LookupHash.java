package dev.kycplatform.contracts.seal;

import com.google.crypto.tink.prf.PrfSet;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.job.PartnerId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Keyed hashes by which one person's rows are found, exported and erased: 16 bytes, always the same. */
public final class LookupHash {
    private static final int BYTES = 16;

    private final PrfSet prfs;

    LookupHash(PrfSet prfs) {
        this.prfs = prfs;
    }

    /** A partner's user. */
    public byte[] ofUser(PartnerId partnerId, String userId) {
        return of("user", partnerId.value(), userId);
    }

    /** An ID number as one partner asked for it. */
    public byte[] ofIdNumber(PartnerId partnerId, String country, String idType, String idNumber) {
        return of("id-number", partnerId.value(), country, idType, idNumber);
    }

    /** An ID number as the abuse limit counts it: per partner and ID type. */
    public byte[] ofIdNumberUse(PartnerId partnerId, String idType, String idNumber) {
        return of("id-number-use", partnerId.value(), idType, idNumber);
    }

    /** An identity as one app registered it. */
    public byte[] ofIdentity(AppHandle app, String identityType, String identityValue) {
        return of("identity", app.value(), identityType, identityValue);
    }

    /** A blockchain address, whoever registered it. @param address {@code 0x} and 40 hex digits, in lower case */
    public byte[] ofBlockchainAddress(String address) {
        return of("blockchain-address", address);
    }

    /** A document's content as one entity uploaded it. @param sha256 of the content, in hex */
    public byte[] ofDocument(String entityId, String sha256) {
        return of("document", entityId, sha256);
    }

    private byte[] of(String... parts) {
        var input = new ByteArrayOutputStream();
        for (var part : parts) {
            var utf8 = part.getBytes(StandardCharsets.UTF_8);
            input.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            input.writeBytes(utf8);
        }
        try {
            return prfs.computePrimary(input.toByteArray(), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing for look-up failed", e);
        }
    }
}
