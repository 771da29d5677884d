package dev.kycplatform.sandbox.lookup.http;

import dev.kycplatform.sandbox.fault.BodyFaults;
import io.vertx.core.http.HttpConnection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes an answer with everything wrong that is to be wrong with its body. */
final class SpoiledBody {
    /** How many pieces a dripping body comes in: enough that no single read has it all. */
    private static final int DRIPS = 20;

    private SpoiledBody() {}

    static Response of(NativeAnswer answer, BodyFaults faults, HttpConnection connection) {
        var contentType = faults.wrongContentType();
        var body = filledUp(answer.body(), faults.oversizedTo());
        var response =
                Response.status(answer.status())
                        .type(contentType == null ? answer.contentType() : contentType);
        if (!faults.isTruncated() && faults.slowDrip() == null) {
            return response.entity(body).build();
        }
        return response.header(HttpHeaders.CONTENT_LENGTH, body.length)
                .entity(stream(body, faults, connection))
                .build();
    }

    private static byte[] filledUp(byte[] body, @Nullable Integer size) {
        if (size == null || size <= body.length) {
            return body;
        }
        var filled = Arrays.copyOf(body, size);
        Arrays.fill(filled, body.length, size, (byte) ' ');
        return filled;
    }

    private static StreamingOutput stream(
            byte[] body, BodyFaults faults, HttpConnection connection) {
        return out -> {
            var length = faults.isTruncated() ? body.length / 2 : body.length;
            drip(out, body, length, faults.slowDrip());
            if (faults.isTruncated()) {
                out.flush();
                connection.close();
            }
        };
    }

    private static void drip(OutputStream out, byte[] body, int length, @Nullable Duration slowDrip)
            throws IOException {
        if (slowDrip == null) {
            out.write(body, 0, length);
            return;
        }
        var piece = Math.max(1, (length + DRIPS - 1) / DRIPS);
        var pause = slowDrip.dividedBy(DRIPS);
        for (var at = 0; at < length; at += piece) {
            Delay.of(pause);
            out.write(body, at, Math.min(piece, length - at));
            out.flush();
        }
    }
}
