package dev.kycplatform.dispatcher.delivery.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.dispatcher.delivery.LaneState;
import dev.kycplatform.dispatcher.endpoint.Lane;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as one partner uses it.
 *
 * @param state well, failing, cut_off or disabled
 * @param outages in a row
 * @param nextProbeAt while it is cut off
 * @param isReleasing whether deliveries that were held are being let go
 * @param ratePerSecond attempts begun each second at most; null: as fast as there is room
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointResponse(
        @JsonProperty("partner_id") String partnerId,
        @JsonProperty("endpoint") String endpoint,
        @JsonProperty("state") String state,
        @JsonProperty("outages") int outages,
        @JsonProperty("failing_since") @Nullable Instant failingSince,
        @JsonProperty("next_probe_at") @Nullable Instant nextProbeAt,
        @JsonProperty("disabled_at") @Nullable Instant disabledAt,
        @JsonProperty("releasing") boolean isReleasing,
        @JsonProperty("rate_per_second") @Nullable Integer ratePerSecond) {

    static EndpointResponse from(Lane lane, LaneState state) {
        return new EndpointResponse(
                lane.partnerId().value(),
                lane.endpoint().origin(),
                word(state),
                state.outages(),
                state.failingSince().orElse(null),
                state.probeAt().orElse(null),
                state.disabledAt().orElse(null),
                state.releaseAt().isPresent(),
                state.pace().perSecond().orElse(null));
    }

    private static String word(LaneState state) {
        if (state.isDisabled()) {
            return "disabled";
        }
        if (state.isOpen()) {
            return "cut_off";
        }
        return state.failingSince().isPresent() ? "failing" : "well";
    }
}
