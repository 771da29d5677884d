package dev.kycplatform.dispatcher.endpoint.http;

import dev.kycplatform.dispatcher.endpoint.Failure;
import io.netty.handler.codec.DecoderException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells what kind of failure the client's exception is. */
final class Failures {
    private Failures() {}

    /** Before the request could be sent. */
    static Failure connecting(Throwable cause) {
        return isTls(cause) ? Failure.TLS : Failure.NOT_CONNECTED;
    }

    /** After the request was begun. */
    static Failure exchanging(Throwable cause) {
        if (isTls(cause)) {
            return Failure.TLS;
        }
        return switch (cause) {
            case DecoderException _, IllegalArgumentException _ -> Failure.ANSWER_UNREADABLE;
            default -> Failure.CONNECTION_LOST;
        };
    }

    private static boolean isTls(Throwable cause) {
        for (@Nullable Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SSLException) {
                return true;
            }
        }
        return false;
    }
}
