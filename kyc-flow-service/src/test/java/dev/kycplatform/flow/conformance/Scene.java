package dev.kycplatform.flow.conformance;

import static dev.kycplatform.flow.FlowUnderTest.addressOf;
import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.newHandle;
import static dev.kycplatform.flow.FlowUnderTest.newKey;
import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An app with one registered person, what a good request to each path is, and what the tables' placeholders stand for. */
final class Scene {
    private static final Set<String> OF_APP =
            Set.of(
                    "/0.2/check_handle",
                    "/0.2/register",
                    "/0.2/get_entities",
                    "/0.2/document_types",
                    "/0.2/check_partner_kyc",
                    "/0.2/get_webhooks",
                    "/0.2/retry_webhook",
                    "/0.2/auth_token",
                    "/0.2/nothing");

    final TestApp app = FlowUnderTest.app();
    final TestUser user = FlowUnderTest.person(app);
    private final TestUser others = FlowUnderTest.person(FlowUnderTest.app());

    /** Registered with two keys. */
    final TestUser two;

    /** Its second one. */
    final String secondKey = newKey();

    private final ObjectNode registered;

    Scene() {
        var first = newKey();
        var body = FlowUnderTest.registration(app, newHandle(), addressOf(first));
        body.putObject("wallet_entry").put("wallet_address", addressOf(secondKey));
        FlowUnderTest.post(app, "/0.2/register", body).then().statusCode(200);
        two = new TestUser(app, body.at("/header/user_handle").asText(), first);
        registered =
                FlowUnderTest.json(FlowUnderTest.post(user, "/0.2/get_entity", "{}").asString());
    }

    /** Paths that are about the registered person are signed by it too. */
    static boolean isAboutUser(String path) {
        return !OF_APP.contains(plain(path));
    }

    private static String plain(String path) {
        return path.replaceAll("\\?.*", "").replaceAll("/{2,}", "/");
    }

    Draft draft(String path) {
        var handle = newHandle();
        var address = addressOf(newKey());
        return new Draft(
                good(plain(path), handle, address),
                Map.ofEntries(
                        entry("handle", handle),
                        entry("taken", user.handle()),
                        entry("TAKEN", user.handle().toUpperCase(Locale.ROOT)),
                        entry("others", others.handle()),
                        entry("app", app.handle()),
                        entry("APP", app.handle().toUpperCase(Locale.ROOT)),
                        entry("address", address),
                        entry("email", registered.at("/emails/0/uuid").asText()),
                        entry("address-id", registered.at("/addresses/0/uuid").asText()),
                        entry("two", two.handle()),
                        entry("address-of-two", addressOf(secondKey)),
                        entry("identity", registered.at("/identities/0/uuid").asText())));
    }

    private ObjectNode good(String path, String handle, String address) {
        return switch (path) {
            case "/0.2/register" -> FlowUnderTest.registration(app, handle, address);
            case "/0.2/check_handle" -> body(app, handle);
            default -> body(app, isAboutUser(path) ? user.handle() : null);
        };
    }
}
