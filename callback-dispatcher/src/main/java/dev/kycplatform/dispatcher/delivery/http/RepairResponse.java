package dev.kycplatform.dispatcher.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a repair came to.
 *
 * @param changed deliveries
 * @param nextAfter what to send as {@code after} to go on; null: all have been looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairResponse(
        @JsonProperty("changed") int changed,
        @JsonProperty("next_after") @Nullable String nextAfter) {}
