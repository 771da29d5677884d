package dev.kycplatform.contracts.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A keyset as it was read. */
final class HeldKeys {
    /** How a value begins that names its key: this byte, then the key's id (Tink's output prefix). */
    private static final byte NAMES_ITS_KEY = 1;

    private static final int PREFIX_LENGTH = 1 + Integer.BYTES;

    private final Aead aead;

    /**
     * Of the keys whose values begin with their id; null if there are others, so that a value may be theirs
     * however it begins.
     */
    private final @Nullable Set<Integer> ids;

    private HeldKeys(Aead aead, @Nullable Set<Integer> ids) {
        this.aead = aead;
        this.ids = ids;
    }

    static HeldKeys of(KeysetHandle keyset, Aead aead) {
        var ids = new HashSet<Integer>();
        for (int i = 0; i < keyset.size(); i++) {
            var id = keyset.getAt(i).getKey().getIdRequirementOrNull();
            if (id == null) {
                return new HeldKeys(aead, null);
            }
            ids.add(id);
        }
        return new HeldKeys(aead, ids);
    }

    Aead aead() {
        return aead;
    }

    /** False only if the value names a key, and that is none of these. */
    boolean includeThatOf(byte[] sealed) {
        return ids == null
                || sealed.length < PREFIX_LENGTH
                || sealed[0] != NAMES_ITS_KEY
                || ids.contains(ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt());
    }
}
