package dev.kycplatform.eventlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record nobody could handle, as it lies among the dead letters.
 *
 * @param at when it was put there
 * @param service which could not handle it
 * @param topic it came from; with the deployment's prefix
 * @param origin partition-offset in that topic, or where it was kept since
 * @param code of the error it died of
 * @param detail free of personal data
 * @param notKept why key, headers and value are missing here; empty: they are not
 * @param key as it came
 * @param headers as they came
 * @param value as it came; null in lists, which say no more than how large it is
 * @param size bytes of the value
 * @param isRedriven whether it has been put back
 */
public record DeadLetter(
        LetterId id,
        Instant at,
        String service,
        String topic,
        String origin,
        String code,
        String detail,
        Optional<String> notKept,
        byte @Nullable [] key,
        List<Header> headers,
        byte @Nullable [] value,
        int size,
        boolean isRedriven) {

    /** One header of a record. */
    public record Header(String name, byte @Nullable [] value) {}

    DeadLetter withoutValue() {
        return new DeadLetter(
                id,
                at,
                service,
                topic,
                origin,
                code,
                detail,
                notKept,
                key,
                headers,
                null,
                size,
                isRedriven);
    }

    DeadLetter redriven() {
        return new DeadLetter(
                id, at, service, topic, origin, code, detail, notKept, key, headers, value, size,
                true);
    }

    /** Never prints what the record carried. */
    @Override
    public String toString() {
        return "DeadLetter[" + id + ", " + topic + " " + origin + ", " + code + "]";
    }
}
