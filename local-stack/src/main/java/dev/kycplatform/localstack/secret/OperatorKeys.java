package dev.kycplatform.localstack.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Stands in for the identity provider whose tokens operators show: one key pair, tokens on demand.
 *
 * @param publicKey what services verify tokens with
 */
public record OperatorKeys(Path publicKey, Path privateKey) {
    /** Names no server: nobody is asked anything, and a hardened service refuses it. */
    public static final String ISSUER = "https://localhost/kyc-development";

    private static final Duration LIFETIME = Duration.ofDays(30);

    /** The pair in the directory, or a new one. */
    public static OperatorKeys in(Path directory) {
        OperatorKeys keys =
                new OperatorKeys(
                        directory.resolve("operator-public.pem"),
                        directory.resolve("operator-private.pem"));
        if (!Files.exists(keys.publicKey) || !Files.exists(keys.privateKey)) {
            keys.make();
        }
        return keys;
    }

    /** A token for the given role, good for 30 days. */
    public String token(String role, Clock clock) {
        Instant now = clock.instant();
        String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"development\"}";
        String claims =
                """
                {"iss":"%s","sub":"developer","upn":"developer","groups":["%s"],"iat":%d,"exp":%d,"jti":"%s"}\
                """
                        .formatted(
                                ISSUER,
                                role,
                                now.getEpochSecond(),
                                now.plus(LIFETIME).getEpochSecond(),
                                UUID.randomUUID());
        String signed =
                encoded(header.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encoded(claims.getBytes(StandardCharsets.UTF_8));
        return signed + "." + encoded(sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] sign(byte[] content) {
        try {
            PrivateKey key =
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Pem.decode(Files.readString(privateKey))));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + privateKey, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + privateKey, e);
        }
    }

    private void make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            PrivateFiles.write(
                    privateKey, Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
            PrivateFiles.write(publicKey, Pem.encode("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make the operator's keys", e);
        }
    }

    private static String encoded(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
