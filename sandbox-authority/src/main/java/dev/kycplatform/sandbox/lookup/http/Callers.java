package dev.kycplatform.sandbox.lookup.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kycplatform.sandbox.SandboxConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Who may ask. Every check takes as long for a nearly right guess as for a wrong one. */
@ApplicationScoped
public class Callers {
    private final String apiKey;
    private final String password;
    private final String clientSecret;

    Callers(SandboxConfig config) {
        this.apiKey = config.apiKey();
        this.password = basic(config.caller(), config.password());
        this.clientSecret = basic(config.caller(), config.clientSecret());
    }

    public boolean hasApiKey(@Nullable String key) {
        return isSame(key, apiKey);
    }

    /** @param authorization the header */
    public boolean hasPassword(@Nullable String authorization) {
        return isSame(authorization, password);
    }

    /** @param authorization the header */
    public boolean hasClientSecret(@Nullable String authorization) {
        return isSame(authorization, clientSecret);
    }

    private static boolean isSame(@Nullable String presented, String expected) {
        return presented != null
                && MessageDigest.isEqual(presented.getBytes(UTF_8), expected.getBytes(UTF_8));
    }

    private static String basic(String user, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }
}
