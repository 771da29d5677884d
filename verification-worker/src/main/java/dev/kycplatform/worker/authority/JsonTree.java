package dev.kycplatform.worker.authority;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

    private static final TypeReference<@Nullable Map<String, Object>> OBJECT =
            new TypeReference<>() {};

    private JsonTree() {}

    /** @throws UnreadableAnswerException unless it is one whole JSON object in UTF-8 */
    static AnswerTree read(byte[] body) throws UnreadableAnswerException {
        var text = text(body);
        try {
            var root = JSON.readValue(text, OBJECT);
            if (root != null) {
                return new AnswerTree(root, text);
            }
        } catch (JsonProcessingException _) {
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
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString()
                    .strip();
        } catch (CharacterCodingException _) {
            throw new UnreadableAnswerException("not_utf8");
        }
    }
}
