package dev.kycplatform.flow.verification;

import java.util.List;

/** Where an app wants to hear of its verifications. Joins the caller's transaction. */
public interface WebhookEndpoints {
    /**
     * @param eventType {@code kyc}, {@code kyc_status} or {@code kyc_action}
     * @return those that are switched on and want it
     */
    List<Endpoint> of(String appHandle, String eventType);

    /** @param url in the clear; its path and query are nobody else's business */
    record Endpoint(String id, String url) {
        /** Never prints the address. */
        @Override
        public String toString() {
            return "Endpoint[" + id + "]";
        }
    }
}
