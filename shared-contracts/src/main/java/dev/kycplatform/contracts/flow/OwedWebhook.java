package dev.kycplatform.contracts.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.EpochMicros;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Purpose;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that is owed to one endpoint of an app: what a row of the view {@code flow.webhook_v1} is known
 * by. The flow service owns the table behind the view and writes a row in the transaction of the transition
 * that owes it; the dispatcher reads the view and delivers. The columns:
 *
 * <table>
 *   <caption>flow.webhook_v1</caption>
 *   <tr><th>column</th><th>type</th><th>is</th></tr>
 *   <tr><td>accepted_at</td><td>timestamptz</td><td>the transition's time, in microseconds, never changed</td></tr>
 *   <tr><td>webhook_id</td><td>text</td><td>{@link WebhookId#ofVerification}</td></tr>
 *   <tr><td>endpoint_id</td><td>text</td><td>of the app's webhook endpoint; unique in the app, never reused</td></tr>
 *   <tr><td>app_handle</td><td>text</td><td>lower case, without the suffix</td></tr>
 *   <tr><td>verification_id</td><td>text</td><td>the verification's UUID, lower case</td></tr>
 *   <tr><td>version</td><td>bigint</td><td>of the verification after the transition, from 1</td></tr>
 *   <tr><td>event_type</td><td>text</td><td>kyc, kyc_status or kyc_action</td></tr>
 *   <tr><td>address</td><td>bytea</td><td>an {@link Address}, sealed under {@link #addressBinding}</td></tr>
 *   <tr><td>body</td><td>bytea</td><td>the JSON object as it is sent, sealed under {@link #bodyBinding}</td></tr>
 *   <tr><td>size</td><td>integer</td><td>bytes of the sealed body</td></tr>
 *   <tr><td>secrets</td><td>bytea</td><td>the endpoint's {@link Secrets} as they now are, sealed under
 *       {@link #secretsBinding}; null if the endpoint is no more</td></tr>
 *   <tr><td>trace_parent</td><td>text</td><td>W3C trace context, or null</td></tr>
 *   <tr><td>recorded_at</td><td>timestamptz</td><td>now() of the inserting transaction; indexed</td></tr>
 * </table>
 *
 * Unique on (accepted_at, webhook_id, endpoint_id). Rows live as long as results do (90 days by default); a
 * delivery whose row is gone ends.
 */
public record OwedWebhook(
        Instant acceptedAt,
        WebhookId webhookId,
        String endpointId,
        String appHandle,
        String verificationId) {

    /** Where it goes. Rests only sealed: what stands in the clear decides nothing. */
    public record Address(@JsonProperty("url") String url) {}

    /**
     * What an endpoint's webhooks are signed with.
     *
     * @param secrets newest first; two while one takes the other's place
     */
    public record Secrets(@JsonProperty("secrets") List<Secret> secrets) {}

    /**
     * One signing secret.
     *
     * @param value {@code whsec_…}
     * @param notAfter when it stops being used; null: never
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Secret(
            @JsonProperty("value") String value,
            @JsonProperty("not_after") @Nullable Instant notAfter) {}

    /** What the address is bound to. */
    public Binding addressBinding() {
        return binding("address");
    }

    /** What the body is bound to. */
    public Binding bodyBinding() {
        return binding("body");
    }

    /** What an endpoint's secrets are bound to: no webhook, for they outlive it. */
    public static Binding secretsBinding(String appHandle, String endpointId) {
        return Binding.of(Purpose.FLOW_WEBHOOK, "secrets", appHandle, endpointId);
    }

    private Binding binding(String part) {
        return Binding.of(
                Purpose.FLOW_WEBHOOK,
                part,
                appHandle,
                verificationId,
                EpochMicros.of(acceptedAt),
                webhookId.value(),
                endpointId);
    }
}
