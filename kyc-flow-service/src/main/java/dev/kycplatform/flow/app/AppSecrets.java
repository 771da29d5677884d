package dev.kycplatform.flow.app;

import dev.kycplatform.contracts.flow.AppChanged;
import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.flow.app.App.Credential;
import dev.kycplatform.flow.app.App.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.web3j.crypto.Keys;
import org.web3j.utils.Numeric;

/** Makes apps' secrets, and seals and opens what of an app is secret. */
@ApplicationScoped
public class AppSecrets {
    /** Gives client ids and secrets the vendor's lengths: 43 and 86 characters (contract, section 3.1). */
    private static final int CLIENT_ID_BYTES = 32;

    private static final int CLIENT_SECRET_BYTES = 64;

    /** Standard Webhooks asks for 24 to 64. */
    private static final int WEBHOOK_SECRET_BYTES = 32;

    private static final int ID_BYTES = 8;
    private static final int KEY_DIGITS = 64;

    private final Seal seal;
    private final SecureRandom random = new SecureRandom();

    AppSecrets(Keysets keysets) {
        this.seal = keysets.seal(Purpose.APP);
    }

    /** A credential that nobody has seen yet; its secret in the clear. */
    public record Fresh(Credential credential, String secret) {
        /** Never prints the secret. */
        @Override
        public String toString() {
            return "Fresh[" + credential.id() + "]";
        }
    }

    Fresh client(AppHandle app, Instant now) {
        return fresh(
                app, Kind.CLIENT, random64(CLIENT_ID_BYTES), random64(CLIENT_SECRET_BYTES), now);
    }

    Fresh webhookSecret(AppHandle app, Instant now) {
        var value = "whsec_" + Base64.getEncoder().encodeToString(bytes(WEBHOOK_SECRET_BYTES));
        return fresh(app, Kind.WEBHOOK_SECRET, newId(), value, now);
    }

    static SigningKey signingKey() {
        try {
            var pair = Keys.createEcKeyPair();
            return new SigningKey(
                    Numeric.toHexStringNoPrefixZeroPadded(pair.getPrivateKey(), KEY_DIGITS),
                    "0x" + Keys.getAddress(pair));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the library brings its own curve", e);
        }
    }

    private Fresh fresh(AppHandle app, Kind kind, String id, String secret, Instant now) {
        var sealed = seal.seal(utf8(secret), AppChanged.secretBinding(app.value(), id));
        return new Fresh(new Credential(id, kind, sealed, now, null), secret);
    }

    /** @throws dev.kycplatform.contracts.error.KycException with SEAL_BROKEN */
    public byte[] open(AppHandle app, Credential credential) {
        return seal.open(
                credential.sealed(), AppChanged.secretBinding(app.value(), credential.id()));
    }

    byte[] sealUrl(AppHandle app, String endpointId, String url) {
        return seal.seal(utf8(url), AppChanged.endpointBinding(app.value(), endpointId));
    }

    /** @throws dev.kycplatform.contracts.error.KycException with SEAL_BROKEN */
    public String openUrl(AppHandle app, App.Endpoint endpoint) {
        var url = seal.open(endpoint.url(), AppChanged.endpointBinding(app.value(), endpoint.id()));
        return new String(url, StandardCharsets.UTF_8);
    }

    String newId() {
        return HexFormat.of().formatHex(bytes(ID_BYTES));
    }

    private String random64(int count) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(count));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
