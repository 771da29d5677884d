package dev.kycplatform.flow.app.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Where an app's webhooks go, as it is stored. */
@Entity
@Table(schema = "flow", name = "webhook_endpoint")
class WebhookEndpointRow {
    @Id String endpointId;
    String name;
    byte[] url;
    String[] eventTypes;
    boolean enabled;
    Instant createdAt;
}
