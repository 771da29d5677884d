package dev.kycplatform.flow.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;

/** Reads bodies, whatever their Content-Type says, within bounds of depth and number. */
@ApplicationScoped
class JsonBody {
    private static final int MOST_NUMBER_DIGITS = 40;

    private final ObjectMapper mapper;
    private final int mostValues;

    JsonBody(FlowConfig config) {
        var request = config.request();
        this.mostValues = request.mostValues();
        this.mapper =
                JsonMapper.builder(
                                JsonFactory.builder()
                                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                        .streamReadConstraints(
                                                StreamReadConstraints.builder()
                                                        .maxNestingDepth(request.mostDepth())
                                                        .maxNumberLength(MOST_NUMBER_DIGITS)
                                                        .build())
                                        .build())
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
    }

    /** Empty if it is no JSON object, or one beyond the bounds. */
    Optional<ObjectNode> object(byte[] body) {
        try {
            return isWithinBounds(body) && mapper.readTree(body) instanceof ObjectNode json
                    ? Optional.of(json)
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private boolean isWithinBounds(byte[] body) throws IOException {
        int values = 0;
        try (var parser = mapper.createParser(body)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME && !token.isStructEnd()) {
                    values++;
                }
                if (values > mostValues) {
                    return false;
                }
            }
        }
        return true;
    }
}
