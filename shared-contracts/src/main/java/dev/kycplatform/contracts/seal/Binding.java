package dev.kycplatform.contracts.seal;

import dev.kycplatform.contracts.EpochMicros;
import dev.kycplatform.contracts.job.JobKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * What a sealed value belongs to: the associated data of its encryption. A value that is moved to
 * another job or partner, or used for another purpose, does not open.
 */
public record Binding(Purpose purpose, List<String> owner) {

    public static Binding of(Purpose purpose, String... owner) {
        return new Binding(purpose, List.of(owner));
    }

    /** @param acceptedAt to the microsecond, as the claim minted it */
    public static Binding ofJob(Purpose purpose, JobKey key, Instant acceptedAt) {
        return of(
                purpose, key.partnerId().value(), key.jobId().value(), EpochMicros.of(acceptedAt));
    }

    /** Parts are length-prefixed, so that no two bindings meet. */
    byte[] associatedData() {
        var bytes = new ByteArrayOutputStream();
        append(bytes, purpose.wire());
        owner.forEach(part -> append(bytes, part));
        return bytes.toByteArray();
    }

    private static void append(ByteArrayOutputStream bytes, String part) {
        var utf8 = part.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
    }
}
