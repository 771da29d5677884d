package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** How a demo tells what goes on. */
final class Narration {
    private static final int SHORT = 64;

    private Narration() {}

    static void step(String what) {
        System.out.println("\n── " + what);
    }

    /** Pretty, with long values cut. */
    static void show(JsonNode json) {
        System.out.println(shortened(json.deepCopy()).toPrettyString());
    }

    /** The webhook as it came: what Standard Webhooks defines of its head, then its body. */
    static void show(CallbackReceiver.Received callback, JsonNode body) {
        callback.webhookHeaders().forEach((name, value) -> System.out.println(name + ": " + value));
        show(body);
    }

    /** Says whether it is so, and returns it. */
    static boolean check(boolean good, String what) {
        System.out.println((good ? "  yes  " : "  NO   ") + what);
        return good;
    }

    private static JsonNode shortened(JsonNode json) {
        if (json instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(shortened(field.getValue()));
            }
        } else if (json instanceof TextNode text && text.asText().length() > SHORT) {
            return TextNode.valueOf(
                    text.asText().substring(0, SHORT)
                            + "… ("
                            + text.asText().length()
                            + " characters)");
        }
        return json;
    }
}
