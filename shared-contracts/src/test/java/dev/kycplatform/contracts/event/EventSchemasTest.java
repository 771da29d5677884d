package dev.kycplatform.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.contracts.command.ReplayDelivery;
import dev.kycplatform.contracts.delivery.DeliveryAttempted;
import dev.kycplatform.contracts.delivery.DeliveryEnded;
import dev.kycplatform.contracts.delivery.EndpointChanged;
import dev.kycplatform.contracts.flow.AppChanged;
import dev.kycplatform.contracts.flow.VerificationChanged;
import dev.kycplatform.contracts.job.JobRequested;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.result.JobAnswered;
import dev.kycplatform.contracts.result.JobCompleted;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas say what the records are, field by field. */
class EventSchemasTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void saysWhatTheRecordIs(EventType type) {
        agrees(EventSchemas.of(type), recordOf(type), type.wire());
    }

    private static Class<?> recordOf(EventType type) {
        return switch (type) {
            case JOB_REQUESTED -> JobRequested.class;
            case JOB_COMPLETED -> JobCompleted.class;
            case JOB_ANSWERED -> JobAnswered.class;
            case PARTNER_CHANGED -> PartnerChanged.class;
            case APP_CHANGED -> AppChanged.class;
            case VERIFICATION_CHANGED -> VerificationChanged.class;
            case DELIVERY_ATTEMPTED -> DeliveryAttempted.class;
            case DELIVERY_ENDED -> DeliveryEnded.class;
            case ENDPOINT_CHANGED -> EndpointChanged.class;
            case REPLAY_DELIVERY -> ReplayDelivery.class;
        };
    }

    private static void agrees(JsonNode schema, Class<?> fact, String place) {
        var components = List.of(fact.getRecordComponents());
        assertThat(schema.path("properties").propertyStream().map(it -> it.getKey()))
                .as(place)
                .containsExactlyElementsOf(
                        components.stream().map(EventSchemasTest::nameOf).toList());
        assertThat(EventSchemas.names(schema.path("required")))
                .as("what is required of %s", place)
                .containsExactlyElementsOf(
                        components.stream()
                                .filter(component -> !mayBeNull(component))
                                .map(EventSchemasTest::nameOf)
                                .toList());
        for (var component : components) {
            var name = nameOf(component);
            agrees(
                    schema.path("properties").path(name),
                    component.getGenericType(),
                    place + " " + name);
        }
    }

    private static void agrees(JsonNode schema, Type type, String place) {
        assertThat(schema.path("description").asText()).as(place).isNotEmpty();
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            assertThat(schema.path("type").asText()).as(place).isEqualTo("array");
            agrees(schema.path("items"), list.getActualTypeArguments()[0], place + "[]");
            return;
        }
        var given = (Class<?>) type;
        if (given.isRecord()) {
            assertThat(schema.path("type").asText()).as(place).isEqualTo("object");
            agrees(schema, given, place);
        } else if (given.isEnum()) {
            assertThat(EventSchemas.names(schema.path("enum")).collect(Collectors.toSet()))
                    .as(place)
                    .isEqualTo(valuesOf(given));
        } else if (given == Instant.class) {
            assertThat(schema.path("format").asText()).as(place).isEqualTo("date-time");
        } else if (given == Duration.class) {
            assertThat(schema.path("format").asText()).as(place).isEqualTo("duration");
        } else if (given == byte[].class) {
            assertThat(schema.path("contentEncoding").asText()).as(place).isEqualTo("base64");
        } else if (given == boolean.class) {
            assertThat(schema.path("type").asText()).as(place).isEqualTo("boolean");
        } else if (Set.of(int.class, long.class, Integer.class).contains(given)) {
            assertThat(schema.path("type").asText()).as(place).isEqualTo("integer");
        } else {
            assertThat(given).as(place).isEqualTo(String.class);
            assertThat(schema.path("type").asText()).as(place).isEqualTo("string");
        }
    }

    private static Set<String> valuesOf(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(EventSchemasTest::wireOf)
                .collect(Collectors.toSet());
    }

    private static String wireOf(Object constant) {
        try {
            for (var method : constant.getClass().getMethods()) {
                if (method.isAnnotationPresent(JsonValue.class)) {
                    return (String) method.invoke(constant);
                }
            }
            return constant.getClass()
                    .getField(((Enum<?>) constant).name())
                    .getAnnotation(JsonProperty.class)
                    .value();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameOf(RecordComponent component) {
        return component.getAccessor().getAnnotation(JsonProperty.class).value();
    }

    private static boolean mayBeNull(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }
}
