package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** Somebody's identity provider: publishes its key and signs tokens, all of one person's. */
final class IdentityProvider implements AutoCloseable {
    private final HttpsServer server;
    private final KeyPair key = rsa();
    private final KeyPair somebodyElsesKey = rsa();

    private IdentityProvider(HttpsServer server) {
        this.server = server;
    }

    static IdentityProvider start(SSLContext tls) throws IOException {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        var provider = new IdentityProvider(server);
        provider.serveKeys();
        return provider;
    }

    String token(String role) {
        return token(role, key);
    }

    String tokenOfSomebodyElse(String role) {
        return token(role, somebodyElsesKey);
    }

    String issuer() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serveKeys() {
        var publicKey = (RSAPublicKey) key.getPublic();
        var keys =
                "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"one\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                        .formatted(
                                encoded(publicKey.getModulus()),
                                encoded(publicKey.getPublicExponent()))
                        .getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/keys",
                exchange -> {
                    try (exchange) {
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, keys.length);
                        exchange.getResponseBody().write(keys);
                    }
                });
        server.start();
    }

    private String token(String role, KeyPair signer) {
        var now = Instant.now().getEpochSecond();
        var claims =
                new ObjectMapper()
                        .createObjectNode()
                        .put("iss", issuer())
                        .put("sub", "somebody")
                        .put("upn", "somebody@example.com")
                        .put("iat", now)
                        .put("exp", now + 600)
                        .put("jti", UUID.randomUUID().toString());
        claims.putArray("groups").add(role);
        var content =
                encoded(
                                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"one\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        + "."
                        + encoded(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signer.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(BigInteger number) {
        var bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
