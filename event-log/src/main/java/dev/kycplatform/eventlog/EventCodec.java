package dev.kycplatform.eventlog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/**
 * The JSON form of events and of what is sealed: times in ISO 8601, bytes in base64. Unknown fields are
 * ignored, for events only ever gain fields while two versions run side by side.
 */
@ApplicationScoped
public class EventCodec {
    /** Nothing is waited for while encoding, so few are in use at once. */
    private static final int POOLED_BUFFERS = 16;

    /** Buffers of its own, not of the thread: a virtual thread that encodes once would make them anew. */
    private final ObjectMapper mapper =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.newBoundedPool(POOLED_BUFFERS))
                                    .build())
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    public byte[] encode(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("encoding " + value.getClass() + " failed", e);
        }
    }

    /** @throws KycException with UNREADABLE_RECORD if the bytes are not the JSON of such a value */
    public <T> T decode(byte[] bytes, Class<T> type) {
        try {
            var value = mapper.readValue(bytes, type);
            if (value == null) {
                throw unreadable(type, "null");
            }
            return value;
        } catch (IOException e) {
            throw unreadable(type, e.getClass().getSimpleName());
        }
    }

    /** Without the cause: its message may quote what was read, and causes are logged. */
    private static KycException unreadable(Class<?> type, String why) {
        return new KycException(
                ErrorCode.UNREADABLE_RECORD, "not a " + type.getSimpleName() + ": " + why);
    }
}
