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
import java.util.Set;

/** An app with one registered person, what a good request to each path is, and what the tables' placeholders stand for. */
final class Scene {
    private static final Set<String> OF_APP =
            Set.of(
                    "/0.2/check_handle",
                    "/0.2/register",
                    "/0.2/get_entities",
                    "/0.2/document_types",
                    "/0.2/auth_token",
                    "/0.2/nothing");

    final TestApp app = FlowUnderTest.app();
    final TestUser user = FlowUnderTest.person(app);
    private final JsonPath registered =
            FlowUnderTest.post(user, "/0.2/get_entity", "{}").jsonPath();

    /** One request of this scene. */
    final class Draft {
        final String path;
        final String handle = newHandle();
        private final String address = addressOf(newKey());
        private String text;

        Draft(String path) {
            this.path = path;
            this.text = good().toString();
        }

        /** Paths that are about the registered person are signed by it too. */
        boolean isAboutUser() {
            return !OF_APP.contains(plainPath());
        }

        String text() {
            return text;
        }

        private String plainPath() {
            return path.replaceAll("\\?.*", "").replaceAll("/{2,}", "/");
        }

        private ObjectNode good() {
            return switch (plainPath()) {
                case "/0.2/register" -> FlowUnderTest.registration(app, handle, address);
                case "/0.2/check_handle" -> body(app, handle);
                case "/0.2/get_entities", "/0.2/document_types", "/0.2/auth_token" ->
                        body(app, null);
                default -> body(app, user.handle());
            };
        }

        void change(String changes) {
            if (changes.equals("body")) {
                text = "";
                return;
            }
            if (changes.startsWith("body ")) {
                text = changes.substring("body ".length());
                return;
            }
            var json = FlowUnderTest.json(text);
            for (var change : changes.split(" ; ")) {
                if (!change.isEmpty()) {
                    apply(json, filled(change).split(" ", 3));
                }
            }
            text = json.toString();
        }

        private void apply(ObjectNode json, String[] change) {
            var slash = change[1].lastIndexOf('/');
            var parent = (ObjectNode) json.at(change[1].substring(0, slash));
            var name = change[1].substring(slash + 1);
            if (change[0].equals("remove")) {
                parent.remove(name);
            } else {
                parent.set(name, FlowUnderTest.json("{\"value\":" + change[2] + "}").get("value"));
            }
        }

        String filled(String template) {
            var now = FlowUnderTest.now();
            var filled =
                    template.replace("${handle}", handle)
                            .replace("${taken}", user.handle())
                            .replace("${TAKEN}", user.handle().toUpperCase(Locale.ROOT))
                            .replace("${app}", app.handle())
                            .replace("${APP}", app.handle().toUpperCase(Locale.ROOT))
                            .replace("${address}", address)
                            .replace("${email}", registered.getString("emails[0].uuid"))
                            .replace("${address-id}", registered.getString("addresses[0].uuid"))
                            .replace("${identity}", registered.getString("identities[0].uuid"))
                            .replace("${now}", Long.toString(now));
            for (var offset : new int[] {100, 300, 301}) {
                filled = filled.replace("${now-" + offset + "}", Long.toString(now - offset));
            }
            for (var offset : new int[] {5, 6}) {
                filled = filled.replace("${now+" + offset + "}", Long.toString(now + offset));
            }
            return filled;
        }
    }

    Draft draft(String path) {
        return new Draft(path);
    }
}
