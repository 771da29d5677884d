package dev.kycplatform.deadletters.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.eventlog.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter.
 *
 * @param origin partition-offset in the topic, or where it was kept since
 * @param key as text
 * @param size bytes of the value
 * @param notKept why key, headers and value are missing
 * @param headers the envelope's own; of all others how many bytes they have, for who knows what they carry
 * @param value base64, if it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterResponse(
        @JsonProperty("id") String id,
        @JsonProperty("at") String at,
        @JsonProperty("service") String service,
        @JsonProperty("topic") String topic,
        @JsonProperty("origin") String origin,
        @JsonProperty("cause") String code,
        @JsonProperty("detail") String detail,
        @JsonProperty("key") @Nullable String key,
        @JsonProperty("size") int size,
        @JsonProperty("not_kept") @Nullable String notKept,
        @JsonProperty("redriven") boolean isRedriven,
        @JsonProperty("headers") @Nullable Map<String, String> headers,
        @JsonProperty("value") byte @Nullable [] value) {

    /**
     * Some dead letters.
     *
     * @param isWhole false: there are more; ask for later ones
     */
    public record Page(
            @JsonProperty("letters") List<DeadLetterResponse> letters,
            @JsonProperty("complete") boolean isWhole) {}

    /** @param isWhole false: there are more; ask again */
    public record Redriven(
            @JsonProperty("redriven") int letters, @JsonProperty("complete") boolean isWhole) {}

    static DeadLetterResponse line(DeadLetter letter) {
        return from(letter, null, null);
    }

    static DeadLetterResponse masked(DeadLetter letter) {
        return from(letter, headers(letter), null);
    }

    static DeadLetterResponse open(DeadLetter letter) {
        return from(letter, headers(letter), letter.value());
    }

    private static DeadLetterResponse from(
            DeadLetter letter, @Nullable Map<String, String> headers, byte @Nullable [] value) {
        return new DeadLetterResponse(
                letter.id().toString(),
                letter.at().toString(),
                letter.service(),
                letter.topic(),
                letter.origin(),
                letter.code(),
                letter.detail(),
                text(letter.key()),
                letter.size(),
                letter.notKept().orElse(null),
                letter.isRedriven(),
                headers,
                value);
    }

    private static Map<String, String> headers(DeadLetter letter) {
        var shown = new LinkedHashMap<String, String>();
        for (var header : letter.headers()) {
            var value = header.value();
            var isOurs =
                    header.name().startsWith("ce_")
                            || header.name().equals("content-type")
                            || header.name().equals("traceparent");
            shown.put(
                    header.name(),
                    isOurs
                            ? String.valueOf(text(value))
                            : "(%d bytes)".formatted(value == null ? 0 : value.length));
        }
        return shown;
    }

    private static @Nullable String text(byte @Nullable [] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }
}
