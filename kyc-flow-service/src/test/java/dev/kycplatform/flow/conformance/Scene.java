package dev.kycplatform.flow.conformance;

import static dev.kycplatform.flow.FlowUnderTest.addressOf;
import static dev.kycplatform.flow.FlowUnderTest.body;
import static dev.kycplatform.flow.FlowUnderTest.newHandle;
import static dev.kycplatform.flow.FlowUnderTest.newKey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.FlowUnderTest;
import dev.kycplatform.flow.FlowUnderTest.TestApp;
import dev.kycplatform.flow.FlowUnderTest.TestUser;
import io.restassured.path.json.JsonPath;
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
    private final JsonPath registered =
            FlowUnderTest.post(user, "/0.2/get_entity", "{}").jsonPath();

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
                Map.of(
                        "handle", handle,
                        "taken", user.handle(),
                        "TAKEN", user.handle().toUpperCase(Locale.ROOT),
                        "others", others.handle(),
                        "app", app.handle(),
                        "APP", app.handle().toUpperCase(Locale.ROOT),
                        "address", address,
                        "email", registered.getString("emails[0].uuid"),
                        "address-id", registered.getString("addresses[0].uuid"),
                        "identity", registered.getString("identities[0].uuid")));
    }

    private ObjectNode good(String path, String handle, String address) {
        return switch (path) {
            case "/0.2/register" -> FlowUnderTest.registration(app, handle, address);
            case "/0.2/check_handle" -> body(app, handle);
            default -> body(app, isAboutUser(path) ? user.handle() : null);
        };
    }
}
