package dev.kycplatform.contracts.result;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import java.util.function.Function;

/** Seals what a partner reads under its job, in the form in which it is stored, and opens it again. */
public final class ResultSeal {
    private final Seal seal;

    public ResultSeal(Keysets keysets) {
        this.seal = keysets.seal(Purpose.RESULT);
    }

    /** @param encoder gives a body's JSON */
    public byte[] seal(ResultBody body, ResultReference of, Function<ResultBody, byte[]> encoder) {
        return seal.seal(StoredBody.of(body, encoder), binding(of));
    }

    /**
     * The body's JSON.
     *
     * @throws KycException with SEAL_BROKEN if the value was forged or moved, SEAL_KEY_UNKNOWN if it names
     *     a key not held
     */
    public byte[] open(byte[] sealed, ResultReference of) {
        return StoredBody.json(seal.open(sealed, binding(of)));
    }

    private static Binding binding(ResultReference of) {
        return Binding.ofJob(Purpose.RESULT, of.key(), of.acceptedAt());
    }
}
