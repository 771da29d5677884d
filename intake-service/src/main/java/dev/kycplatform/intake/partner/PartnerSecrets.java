package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.intake.partner.RegisteredPartner.SealedSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Makes partners' secrets, and seals and opens what of a partner is secret. */
@ApplicationScoped
public class PartnerSecrets {
    private static final int API_KEY_BYTES = 32;

    /** Enough that two secrets never share a name. */
    private static final int SECRET_ID_BYTES = 8;

    /** Standard Webhooks asks for 24 to 64. */
    private static final int WEBHOOK_SECRET_BYTES = 32;

    private final Seal seal;
    private final SecureRandom random = new SecureRandom();

    PartnerSecrets(Keysets keysets) {
        this.seal = keysets.seal(Purpose.PARTNER);
    }

    /** A secret that nobody has seen yet, sealed and in the clear. */
    public record Fresh(SealedSecret secret, String value) {
        /** Never prints the value. */
        @Override
        public String toString() {
            return "Fresh[" + secret.id() + "]";
        }
    }

    Fresh make(PartnerId id, PartnerSecretKind kind, Instant now) {
        var secretId = HexFormat.of().formatHex(bytes(SECRET_ID_BYTES));
        var value =
                switch (kind) {
                    case API_KEY ->
                            Base64.getUrlEncoder()
                                    .withoutPadding()
                                    .encodeToString(bytes(API_KEY_BYTES));
                    case WEBHOOK_SECRET ->
                            "whsec_"
                                    + Base64.getEncoder()
                                            .encodeToString(bytes(WEBHOOK_SECRET_BYTES));
                };
        var sealed =
                seal.seal(
                        value.getBytes(StandardCharsets.UTF_8),
                        PartnerChanged.secretBinding(id.value(), secretId));
        return new Fresh(new SealedSecret(secretId, kind, sealed, now, null), value);
    }

    byte[] sealCallback(PartnerId id, String address) {
        return seal.seal(
                address.getBytes(StandardCharsets.UTF_8),
                PartnerChanged.defaultCallbackBinding(id.value()));
    }

    /** @throws dev.kycplatform.contracts.error.KycException with SEAL_BROKEN */
    public String openCallback(PartnerId id, byte[] sealed) {
        var address = seal.open(sealed, PartnerChanged.defaultCallbackBinding(id.value()));
        return new String(address, StandardCharsets.UTF_8);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
