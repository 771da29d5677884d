package dev.kycplatform.flow.auth;

import java.util.Optional;

/** What a request brings to say who sent it. */
public sealed interface Credentials {
    /** An access token. */
    record Bearer(String token) implements Credentials {
        /** Never prints the token. */
        @Override
        public String toString() {
            return "Bearer";
        }
    }

    /** Client id and secret, which belong to the endpoint of tokens alone. */
    record Basic() implements Credentials {}

    /** The app's signature and, on endpoints about an entity, the entity's. */
    record Signatures(String app, Optional<String> user) implements Credentials {}

    /** Nothing. */
    record None() implements Credentials {}
}
