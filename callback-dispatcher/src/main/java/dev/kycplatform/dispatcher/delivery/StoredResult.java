package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.result.ResultReference;
import java.util.Optional;

/**
 * What a delivery must know of a stored result.
 *
 * @param sealedCallback where it is owed; empty: nowhere
 * @param size of the sealed body, in bytes
 * @param body sealed; empty: too large to be read before there is room for it
 */
public record StoredResult(
        ResultReference reference,
        Optional<byte[]> sealedCallback,
        int size,
        Optional<String> traceParent,
        Optional<byte[]> body) {

    /** What is to be sent, if it was read already. */
    Optional<SealedContent> content() {
        return sealedCallback.flatMap(
                callback -> body.map(small -> new SealedContent(callback, small)));
    }
}
