package dev.kycplatform.flow.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every answer tells of the request it answers, from the moment the request came. */
final class CallFacts {
    private static final String KEY = CallFacts.class.getName();
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** As the vendor's ids are. */
    private static final int ID_LENGTH = 26;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final long startedNanos = System.nanoTime();
    private final String id = newId();
    private volatile @Nullable JsonNode reference;

    private CallFacts() {}

    static void begin(RoutingContext request) {
        of(request);
    }

    static CallFacts of(RoutingContext request) {
        CallFacts known = request.get(KEY);
        if (known == null) {
            known = new CallFacts();
            request.put(KEY, known);
        }
        return known;
    }

    /** {@code req_} and 26 characters. */
    String id() {
        return id;
    }

    /** The caller's own, be it of any kind; assigned if there is none. */
    synchronized JsonNode reference() {
        var known = reference;
        if (known == null) {
            known = TextNode.valueOf(UUID.randomUUID().toString());
            reference = known;
        }
        return known;
    }

    synchronized void callersReference(JsonNode value) {
        reference = value;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private static String newId() {
        var id = new StringBuilder("req_");
        for (int at = 0; at < ID_LENGTH; at++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
