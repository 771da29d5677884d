package dev.kycplatform.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the body of an answer that is otherwise right. Each fault is off when null or false,
 * and they combine.
 *
 * @param isTruncated the connection ends after half of the announced bytes
 * @param oversizedTo bytes to which the body is filled up with spaces, which JSON and XML allow
 * @param wrongContentType announced instead of the right one
 * @param slowDrip how long the body takes to arrive, piece by piece
 */
public record BodyFaults(
        boolean isTruncated,
        @Nullable Integer oversizedTo,
        @Nullable String wrongContentType,
        @Nullable Duration slowDrip) {
    public static final BodyFaults NONE = new BodyFaults(false, null, null, null);
}
