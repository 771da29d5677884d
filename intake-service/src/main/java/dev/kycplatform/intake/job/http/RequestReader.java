package dev.kycplatform.intake.job.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.intake.job.FieldValue;
import dev.kycplatform.intake.job.ReadSubmission;
import dev.kycplatform.intake.job.RequestFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a request's body as JSON, whatever its Content-Type says (contract, section 2.1). Objects that
 * are echoed keep the very text they came in. Depth, names, numbers and texts are bounded while they
 * are parsed.
 */
@ApplicationScoped
class RequestReader {
    /** Keys the rules look at; in any other case they are a mistake, not an extra (code 2203). */
    private static final Set<String> KNOWN =
            Stream.concat(
                            ReadSubmission.INPUTS.stream(),
                            Stream.of(
                                    "partner_id",
                                    "signature",
                                    "timestamp",
                                    "source_sdk",
                                    "source_sdk_version",
                                    "country",
                                    "id_type",
                                    "id_number",
                                    "callback_url",
                                    "consent_information",
                                    "partner_params",
                                    "user_id",
                                    "job_id",
                                    "image_links",
                                    "history"))
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> KNOWN_PARAMS = Set.of("job_id", "user_id", "job_type");

    private static final int MOST_DEPTH = 32;
    private static final int MOST_FIELDS = 512;

    private final JsonFactory factory =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MOST_DEPTH)
                                    .maxNumberLength(100)
                                    .maxNameLength(256)
                                    .build())
                    .build();

    private final ObjectMapper mapper =
            JsonMapper.builder(factory)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private final int mostBytes;

    RequestReader(IntakeConfig config) {
        this.mostBytes = config.mostBodyBytes();
    }

    /** @throws KycException with TOO_LARGE or INVALID_JSON */
    RequestFields read(byte[] body) {
        return read(body, Optional.empty());
    }

    /**
     * A row of a bulk request, which says nothing of who sends it: its content is that of the same job
     * sent alone.
     *
     * @throws KycException with TOO_LARGE or INVALID_JSON
     */
    RequestFields readRow(byte[] row, PartnerId partnerId) {
        return read(row, Optional.of(partnerId));
    }

    private RequestFields read(byte[] body, Optional<PartnerId> sender) {
        if (body.length > mostBytes) {
            throw new KycException(
                    ErrorCode.TOO_LARGE, "the body has more than " + mostBytes + " bytes");
        }
        var text = decoded(body);
        try (var parser = factory.createParser(text)) {
            parser.setCodec(mapper);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw invalid("the body is not a JSON object");
            }
            var content = mapper.createObjectNode();
            var values = new HashMap<String, FieldValue>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                readField(parser, text, content, values);
            }
            if (parser.nextToken() != null) {
                throw invalid("something follows the JSON object");
            }
            sender.ifPresent(
                    id -> {
                        content.put("partner_id", id.value());
                        values.put("partner_id", new FieldValue.Text(id.value()));
                    });
            return new RequestFields(values, CanonicalJson.of(content));
        } catch (IOException | NumberFormatException _) {
            // A number may have an exponent beyond what numbers are for.
            throw invalid("the body is not JSON");
        }
    }

    private void readField(
            JsonParser parser, String text, ObjectNode content, Map<String, FieldValue> values)
            throws IOException {
        var name = parser.currentName();
        requireKnownCase(name, KNOWN);
        if (content.size() >= MOST_FIELDS) {
            throw invalid("the object has too many fields");
        }
        parser.nextToken();
        var from = (int) parser.currentTokenLocation().getCharOffset();
        var node = parser.<JsonNode>readValueAsTree();
        var to = (int) parser.currentLocation().getCharOffset();
        content.set(name, node);
        value(node, node.isContainerNode() ? text.substring(from, to) : "")
                .ifPresentOrElse(value -> values.put(name, value), () -> values.remove(name));
        if (name.equals("partner_params") && node.isObject()) {
            node.fieldNames().forEachRemaining(param -> requireKnownCase(param, KNOWN_PARAMS));
        }
    }

    private static Optional<FieldValue> value(JsonNode node, String json) {
        return switch (node.getNodeType()) {
            case STRING ->
                    node.textValue().isEmpty()
                            ? Optional.empty()
                            : Optional.of(new FieldValue.Text(node.textValue()));
            case NUMBER -> Optional.of(new FieldValue.Numeral(node.asText()));
            case BOOLEAN -> Optional.of(new FieldValue.Truth(node.booleanValue()));
            case OBJECT -> Optional.of(new FieldValue.Composite(json, members(node)));
            case ARRAY -> Optional.of(new FieldValue.Series());
            case NULL, MISSING, BINARY, POJO -> Optional.empty();
        };
    }

    private static Map<String, FieldValue> members(JsonNode object) {
        var members = new HashMap<String, FieldValue>();
        object.properties()
                .forEach(
                        member ->
                                value(member.getValue(), "")
                                        .ifPresent(value -> members.put(member.getKey(), value)));
        return members;
    }

    private static void requireKnownCase(String name, Set<String> known) {
        if (!known.contains(name) && known.contains(name.toLowerCase(Locale.ROOT))) {
            throw invalid("a key must be in lower case");
        }
    }

    private static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException _) {
            throw invalid("the body is not UTF-8");
        }
    }

    /** Without a cause: its message quotes the body, and causes are logged. */
    private static KycException invalid(String detail) {
        return new KycException(ErrorCode.INVALID_JSON, detail);
    }
}
