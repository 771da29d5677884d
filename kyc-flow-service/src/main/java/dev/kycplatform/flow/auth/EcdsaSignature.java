package dev.kycplatform.flow.auth;

import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * Signatures over a request's bytes, as blockchain wallets make them (contract, section 3.2): secp256k1 over keccak256 of
 * the bytes as they came, without a prefix; {@code r ‖ s ‖ v} in 130 hex digits.
 */
final class EcdsaSignature {
    private static final Pattern FORM = Pattern.compile("(?:0[xX])?([0-9a-fA-F]{130})");
    private static final int HALF = 32;

    /** What {@code v} counts from; some signers leave it away. */
    private static final int BASE = 27;

    private EcdsaSignature() {}

    /** The address whose key signed: {@code 0x} and 40 hex digits, lower case; empty if it is no signature. */
    static Optional<String> signer(String signature, byte[] message) {
        var form = FORM.matcher(signature.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        var bytes = HexFormat.of().parseHex(form.group(1));
        var v = Byte.toUnsignedInt(bytes[2 * HALF]);
        if (v < 2) {
            v += BASE;
        }
        if (v != BASE && v != BASE + 1) {
            return Optional.empty();
        }
        var data =
                new Sign.SignatureData(
                        (byte) v,
                        Arrays.copyOfRange(bytes, 0, HALF),
                        Arrays.copyOfRange(bytes, HALF, 2 * HALF));
        try {
            var key = Sign.signedMessageHashToKey(Hash.sha3(message), data);
            return Optional.of("0x" + Keys.getAddress(key));
        } catch (SignatureException | RuntimeException _) {
            // The library checks ranges in more than one way; whatever it refuses is no signature.
            return Optional.empty();
        }
    }
}
