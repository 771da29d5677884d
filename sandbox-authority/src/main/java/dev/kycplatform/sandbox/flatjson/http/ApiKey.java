package dev.kycplatform.sandbox.flatjson.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kycplatform.sandbox.SandboxConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;

/** The key that callers must know. A bean of its own because filters are made before settings can be read. */
@ApplicationScoped
class ApiKey {
    private final byte[] key;

    ApiKey(SandboxConfig config) {
        this.key = config.apiKey().getBytes(UTF_8);
    }

    /** Takes as long for a nearly right guess as for a wrong one. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(presented.getBytes(UTF_8), key);
    }
}
