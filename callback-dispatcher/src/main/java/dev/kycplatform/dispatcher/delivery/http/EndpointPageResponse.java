package dev.kycplatform.dispatcher.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some endpoints, by partner.
 *
 * @param nextAfter what to ask for {@code after}; null: there is no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointPageResponse(
        @JsonProperty("endpoints") List<EndpointResponse> endpoints,
        @JsonProperty("next_after") @Nullable String nextAfter) {}
