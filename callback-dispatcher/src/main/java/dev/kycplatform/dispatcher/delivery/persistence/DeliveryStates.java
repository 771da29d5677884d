package dev.kycplatform.dispatcher.delivery.persistence;

import dev.kycplatform.dispatcher.delivery.DeliveryState;

/** The states as they stand in rows. */
final class DeliveryStates {
    private DeliveryStates() {}

    static String wire(DeliveryState state) {
        return switch (state) {
            case DeliveryState.Pending _ -> "pending";
            case DeliveryState.Attempting _ -> "attempting";
            case DeliveryState.Delivered _ -> "delivered";
            case DeliveryState.Exhausted _ -> "exhausted";
            case DeliveryState.Gone _ -> "gone";
            case DeliveryState.Held _ -> "held";
        };
    }
}
