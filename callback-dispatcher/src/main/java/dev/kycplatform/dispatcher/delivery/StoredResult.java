package dev.kycplatform.dispatcher.delivery;

import dev.kycplatform.contracts.result.ResultReference;
import java.util.Optional;

/**
 * What a delivery must know of a stored result.
 *
 * @param sealedCallback where it is owed; empty: nowhere
 * @param size of the sealed body, in bytes
 */
public record StoredResult(
        ResultReference reference,
        Optional<byte[]> sealedCallback,
        int size,
        Optional<String> traceParent) {}
