package dev.kycplatform.flow.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Brings endpoints' signing secrets up to date with their apps: a rotation is in force soon after it. */
@ApplicationScoped
public class FollowSigningSecrets {
    private static final int BATCH = 100;

    private final SigningSecrets secrets;

    FollowSigningSecrets(SigningSecrets secrets) {
        this.secrets = secrets;
    }

    /** @return whether there may be more */
    @Transactional
    public boolean follow() {
        var behind = secrets.behind(BATCH);
        behind.forEach(secrets::update);
        return behind.size() == BATCH;
    }
}
