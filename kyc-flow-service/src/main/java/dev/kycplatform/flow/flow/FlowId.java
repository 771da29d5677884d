package dev.kycplatform.flow.flow;

import java.util.UUID;

/** What a flow is known by, to apps too. */
public record FlowId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
