package dev.kycplatform.worker.authority;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** How an authority knows this platform. No record here prints a secret. */
sealed interface Authentication {
    /** Not by anything in a request. */
    record None() implements Authentication {}

    /** By a key in a header of its own. */
    record ApiKey(String header, String key) implements Authentication {
        @Override
        public String toString() {
            return "ApiKey[" + header + "]";
        }
    }

    /** By user and password. */
    record Basic(String user, String password) implements Authentication {
        @Override
        public String toString() {
            return "Basic";
        }
    }

    /**
     * By an access token, which the platform gets for itself (OAuth 2.0, client credentials).
     *
     * @param isSecretInForm whether the token endpoint takes the secret in the form instead of a header
     */
    record ClientCredentials(
            URI tokenUrl,
            String clientId,
            String clientSecret,
            Optional<String> scope,
            boolean isSecretInForm)
            implements Authentication {
        @Override
        public String toString() {
            return "ClientCredentials[" + tokenUrl + "]";
        }
    }

    /**
     * Who both ends of a TLS connection prove to be, beside any of the above. Files in PEM.
     *
     * @param trusted who may have signed the authority's certificate; empty for whom Java trusts
     */
    record MutualTls(Path certificate, Path key, Optional<Path> trusted) {}
}
