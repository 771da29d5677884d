package dev.kycplatform.flow.app.persistence;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An app, as it is stored. */
@Entity
@Table(schema = "flow", name = "app")
class AppRow {
    @Id String appHandle;

    /** Travels with the app: a lower one is ignored by whoever reads it. */
    @Version long version;

    String name;
    boolean enabled;
    Instant createdAt;
    Instant changedAt;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true, fetch = FetchType.EAGER)
    @JoinColumn(name = "app_handle", nullable = false)
    @OrderBy("createdAt DESC, credentialId")
    List<AppCredentialRow> credentials = new ArrayList<>();

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @JoinColumn(name = "app_handle", nullable = false)
    @OrderBy("createdAt, endpointId")
    List<WebhookEndpointRow> endpoints = new ArrayList<>();
}
