package dev.kycplatform.flow.auth;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.contracts.job.KycEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * Access tokens as JWTs (HS256) with the vendor's claims {@code iat}, {@code exp} and {@code client_id}, and two of ours:
 * {@code jti}, by which one is invalidated, and {@code env}. Read with the library that smallrye-jwt reads with, for that
 * one's own parser takes the time from the system and not from a clock.
 */
final class TokenForm {
    private static final String CLIENT = "client_id";
    private static final String ENVIRONMENT = "env";

    private TokenForm() {}

    /** What a token says of itself, its signature checked. */
    record Claims(UUID id, String clientId, Instant expiresAt) {}

    /** What can be known of a token before any key is. */
    record Unproven(String clientId, Optional<KycEnvironment> environment) {}

    static String write(
            UUID id,
            String clientId,
            KycEnvironment environment,
            Instant issuedAt,
            Instant expiresAt,
            byte[] secret) {
        var claims = new JwtClaims();
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        claims.setStringClaim(CLIENT, clientId);
        claims.setStringClaim(ENVIRONMENT, wire(environment));
        claims.setJwtId(id.toString());
        var signature = new JsonWebSignature();
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setPayload(claims.toJson());
        signature.setKey(key(secret));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("writing a token failed", e);
        }
    }

    /** @throws FlowException with TOKEN_MALFORMED if it is no token at all */
    static Unproven unproven(String token) {
        try {
            var claims =
                    new JwtConsumerBuilder()
                            .setSkipAllValidators()
                            .setSkipSignatureVerification()
                            .setDisableRequireSignature()
                            .build()
                            .processToClaims(token);
            var environment = claims.getStringClaimValue(ENVIRONMENT);
            var client = claims.getStringClaimValue(CLIENT);
            return new Unproven(
                    client == null ? "" : client,
                    Optional.ofNullable(environment).flatMap(TokenForm::environment));
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new FlowException(FlowError.TOKEN_MALFORMED);
        }
    }

    /** @throws FlowException with TOKEN_INVALID, or TOKEN_EXPIRED for one that was valid once */
    static Claims proven(String token, byte[] secret, Instant now) {
        try {
            var claims =
                    new JwtConsumerBuilder()
                            .setVerificationKey(key(secret))
                            .setJwsAlgorithmConstraints(
                                    new AlgorithmConstraints(
                                            ConstraintType.PERMIT,
                                            AlgorithmIdentifiers.HMAC_SHA256))
                            .setRequireJwtId()
                            // Checked below, so that the two failures can be told apart.
                            .setEvaluationTime(NumericDate.fromSeconds(0))
                            .build()
                            .processToClaims(token);
            var expiry = claims.getExpirationTime();
            var id = claims.getJwtId();
            if (expiry == null || id == null) {
                throw new FlowException(FlowError.TOKEN_INVALID);
            }
            var expiresAt = Instant.ofEpochSecond(expiry.getValue());
            if (!now.isBefore(expiresAt)) {
                throw new FlowException(FlowError.TOKEN_EXPIRED);
            }
            return new Claims(UUID.fromString(id), claims.getStringClaimValue(CLIENT), expiresAt);
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException _) {
            throw new FlowException(FlowError.TOKEN_INVALID);
        }
    }

    /** What signs an app's tokens is derived from its client's secret: with the secret they all go. */
    private static HmacKey key(byte[] secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("access-token:".getBytes(StandardCharsets.US_ASCII));
            return new HmacKey(digest.digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Optional<KycEnvironment> environment(String wire) {
        for (var environment : KycEnvironment.values()) {
            if (wire(environment).equals(wire)) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }

    private static String wire(KycEnvironment environment) {
        return environment.name().toLowerCase(Locale.ROOT);
    }
}
