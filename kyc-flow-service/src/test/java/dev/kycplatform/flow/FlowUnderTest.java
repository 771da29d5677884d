package dev.kycplatform.flow;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.testing.TestServers;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** Talks to the service as apps do. */
public final class FlowUnderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** One service after another is tested on the same database, and counting begins anew with each. */
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private FlowUnderTest() {}

    /** An app and its secrets, as registered. */
    public record TestApp(String handle, String privateKey, String clientId, String clientSecret) {}

    /** An entity of an app's, and the key it signs with. */
    public record TestUser(TestApp app, String handle, String privateKey) {}

    /** A new app, registered and in force. */
    public static TestApp app() {
        return app("app-" + COUNT.incrementAndGet() + "-" + RUN, Optional.empty());
    }

    /** @param address of the key that the app signs with; empty: a key is made */
    public static TestApp app(String handle, Optional<String> address) {
        var wanted = JSON.createObjectNode().put("app_handle", handle);
        address.ifPresent(its -> wanted.put("address", its));
        var made =
                given().auth()
                        .oauth2(TestServers.operatorToken())
                        .contentType("application/json")
                        .body(wanted.toString())
                        .post("/admin/apps")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString();
        var secrets = json(made);
        return new TestApp(
                handle,
                address.isPresent() ? "" : secrets.path("private_key").asText(),
                secrets.path("client_id").asText(),
                secrets.path("client_secret").asText());
    }

    /** A handle nobody has. */
    public static String newHandle() {
        return "user-" + COUNT.incrementAndGet() + "-" + RUN;
    }

    /** A registered person of whom nothing is wrong, who signs with a key of its own. */
    public static TestUser person(TestApp app) {
        return person(app, newHandle());
    }

    public static TestUser person(TestApp app, String handle) {
        var key = newKey();
        var answer = post(app, "/0.2/register", registration(app, handle, addressOf(key)));
        answer.then().statusCode(200);
        return new TestUser(app, handle, key);
    }

    /** A whole registration of a person. */
    public static ObjectNode registration(TestApp app, String handle, String address) {
        return body(app, handle)
                .setAll(
                        json(
                                """
                                {"entity":{"type":"individual","first_name":"Ada","last_name":"Example",
                                           "birthdate":"1990-05-19","relationship":"user"},
                                 "address":{"address_alias":"home","street_address_1":"123 Main Street",
                                            "street_address_2":"Apt 4","city":"New City","state":"OR",
                                            "country":"US","postal_code":"97204-1234"},
                                 "identity":{"identity_alias":"SSN","identity_value":"543212222"},
                                 "contact":{"contact_alias":"","phone":"503-123-4567","email":"ada@example.com"},
                                 "crypto_entry":{"crypto_alias":"","crypto_code":"ETH","crypto_address":"%s"}}"""
                                        .formatted(address)));
    }

    /** A body with a good header and nothing else. @param user null: without a user_handle */
    public static ObjectNode body(TestApp app, @Nullable String user) {
        var body = JSON.createObjectNode();
        var header =
                body.putObject("header")
                        .put("created", now())
                        .put("app_handle", app.handle())
                        .put("version", "0.2")
                        .put("reference", "ref-1");
        if (user != null) {
            header.put("user_handle", user);
        }
        return body;
    }

    /** Seconds, by the service's clock. */
    public static long now() {
        return Arc.container().instance(Clock.class).get().instant().getEpochSecond();
    }

    /** Signed by the app. */
    public static Response post(TestApp app, String path, ObjectNode body) {
        return send(signed(app, body.toString()), path, body.toString());
    }

    /** Signed by the app and the user. */
    public static Response post(TestUser user, String path, ObjectNode body) {
        var text = body.toString();
        return send(
                signed(user.app(), text).header("usersignature", sign(user.privateKey(), text)),
                path,
                text);
    }

    /** The user's request with a good header and these members. */
    public static Response post(TestUser user, String path, String members) {
        return post(user, path, body(user.app(), user.handle()).setAll(json(members)));
    }

    public static RequestSpecification signed(TestApp app, String body) {
        return given().header("authsignature", sign(app.privateKey(), body));
    }

    public static Response postWithToken(String token, String path, ObjectNode body) {
        return send(given().header("Authorization", "Bearer " + token), path, body.toString());
    }

    /** An access token of the app's. */
    public static String token(TestApp app) {
        return requestToken(app).then().statusCode(200).extract().path("access_token.token");
    }

    public static Response requestToken(TestApp app) {
        return send(
                given().header("Authorization", basic(app.clientId(), app.clientSecret())),
                "/0.2/auth_token",
                body(app, null).toString());
    }

    public static String basic(String id, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static Response send(RequestSpecification request, String path, String body) {
        return request.contentType("application/json; charset=UTF-8").body(body).post(path);
    }

    public static String newKey() {
        return Hash.sha3String(UUID.randomUUID().toString()).substring(2);
    }

    public static String addressOf(String privateKey) {
        return Credentials.create(privateKey).getAddress();
    }

    /** As the vendor's clients sign: 130 hex digits over keccak256 of the bytes. */
    public static String sign(String privateKey, String text) {
        return sign(privateKey, text.getBytes(StandardCharsets.UTF_8));
    }

    public static String sign(String privateKey, byte[] bytes) {
        var keys = Credentials.create(privateKey).getEcKeyPair();
        var signature = Sign.signMessage(Hash.sha3(bytes), keys, false);
        return Numeric.toHexStringNoPrefix(signature.getR())
                + Numeric.toHexStringNoPrefix(signature.getS())
                + Numeric.toHexStringNoPrefix(signature.getV());
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
