package dev.kycplatform.lag;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a group stands in a partition.
 *
 * @param position the offset of the first record that is not handled, as far as the broker was told
 * @param end the offset that the partition's next record will have; never below the position
 * @param oldestAt when the record at the position was written; empty if there is none, or it could not be read
 */
public record Standing(long position, long end, Optional<Instant> oldestAt) {
    long records() {
        return end - position;
    }
}
