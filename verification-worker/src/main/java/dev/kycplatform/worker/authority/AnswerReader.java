package dev.kycplatform.worker.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kycplatform.worker.lookup.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Understands what came back:
 *
 * <pre>
 * 200 and a JSON object that can be mapped   Found
 * 404 and a JSON error                       NotFound
 * 400 and a JSON error                       Refused
 * everything else                            Unavailable
 * </pre>
 *
 * <p>A bare 404 is no answer: something on the way may have given it, and a job ends once.
 */
@ApplicationScoped
class AnswerReader {
    private final ObjectReader json =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build()
                    .reader();

    private final AnswerMappings mappings;
    private final RetryAfter retryAfter;

    AnswerReader(AnswerMappings mappings, RetryAfter retryAfter) {
        this.mappings = mappings;
        this.retryAfter = retryAfter;
    }

    Answer read(String authority, Exchange exchange) {
        return switch (exchange) {
            case Exchange.Unheard(var cause) -> unavailable(cause);
            case Exchange.Heard heard -> {
                try {
                    yield understood(authority, heard);
                } catch (UnreadableAnswerException e) {
                    yield unavailable(e.reason());
                }
            }
        };
    }

    private Answer understood(String authority, Exchange.Heard heard)
            throws UnreadableAnswerException {
        return switch (heard.status()) {
            case 200 -> found(authority, heard);
            case 404 -> requireError(heard, new Answer.NotFound());
            case 400 -> requireError(heard, new Answer.Refused());
            default ->
                    new Answer.Unavailable(
                            "status_" + heard.status(),
                            heard.retryAfter().flatMap(retryAfter::parse));
        };
    }

    private Answer found(String authority, Exchange.Heard heard) throws UnreadableAnswerException {
        var mapping = mappings.of(authority);
        if (mapping.isEmpty()) {
            throw new UnreadableAnswerException("no_mapping");
        }
        var text = text(heard);
        return new Answer.Found(mapping.get().map(object(text)), text);
    }

    private Answer requireError(Exchange.Heard heard, Answer answer)
            throws UnreadableAnswerException {
        if (!object(text(heard)).path("error").isTextual()) {
            throw new UnreadableAnswerException("status_" + heard.status());
        }
        return answer;
    }

    private JsonNode object(String text) throws UnreadableAnswerException {
        try {
            var node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException _) {
            // The message quotes the answer, so it goes nowhere.
        }
        throw new UnreadableAnswerException("not_json");
    }

    /** Strict: half a character replaced by a question mark is half an answer. */
    private static String text(Exchange.Heard heard) throws UnreadableAnswerException {
        if (!heard.contentType().filter(AnswerReader::isJson).isPresent()) {
            throw new UnreadableAnswerException("wrong_content_type");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(heard.body()))
                    .toString()
                    .strip();
        } catch (CharacterCodingException _) {
            throw new UnreadableAnswerException("not_utf8");
        }
    }

    private static boolean isJson(String contentType) {
        var type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return type.equals("application/json") || type.endsWith("+json");
    }

    private static Answer unavailable(String cause) {
        return new Answer.Unavailable(cause, Optional.empty());
    }
}
