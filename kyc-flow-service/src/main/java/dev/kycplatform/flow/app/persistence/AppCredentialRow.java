package dev.kycplatform.flow.app.persistence;

import dev.kycplatform.flow.app.App;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A credential of an app, as it is stored. */
@Entity
@Table(schema = "flow", name = "app_credential")
class AppCredentialRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    String credentialId;

    @Enumerated(EnumType.STRING)
    App.Kind kind;

    byte[] sealed;
    Instant createdAt;
    @Nullable Instant notAfter;
}
