package dev.kycplatform.worker.authority;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as a tree, and back. */
final class JsonTree {
    /** Buffers of its own, not of the thread: each lookup has another. Few are in use at once. */
    private static final ObjectMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** What stands for bytes that are no character. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final TypeReference<@Nullable Map<String, Object>> OBJECT =
            new TypeReference<>() {};

    private JsonTree() {}

    /** @throws UnreadableAnswerException unless it is one whole JSON object in UTF-8 */
    static AnswerTree read(byte[] body) throws UnreadableAnswerException {
        var text = text(body);
        // From characters in one piece a photo is taken in one piece, from a text in many.
        try (var parser = JSON.createParser(text.toCharArray())) {
            var root = JSON.readValue(parser, OBJECT);
            if (root != null) {
                return new AnswerTree(root, text);
            }
        } catch (IOException _) {
            // The message quotes the answer, so it goes nowhere.
        }
        throw new UnreadableAnswerException("not_json");
    }

    static byte[] bytes(Object tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written", e);
        }
    }

    static String text(Object tree) {
        return new String(bytes(tree), StandardCharsets.UTF_8);
    }

    /** Strict: half a character replaced by a question mark is half an answer. */
    private static String text(byte[] body) throws UnreadableAnswerException {
        var text = new String(body, StandardCharsets.UTF_8);
        // Decoding strictly takes several times as long, and next to no answer has one.
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(body)) {
            throw new UnreadableAnswerException("not_utf8");
        }
        return text.strip();
    }

    private static boolean isUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }
}
