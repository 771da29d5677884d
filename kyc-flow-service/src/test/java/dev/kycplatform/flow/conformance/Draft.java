package dev.kycplatform.flow.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.FlowUnderTest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A good request that a row of a table changes: {@code set POINTER JSON}, {@code remove POINTER}, {@code body TEXT}, joined by
 * {@code  ; }. In all of a row {@code ${now}} is the time in epoch seconds, {@code ${now-N}} and {@code ${now+N}} are before and
 * after it, and the scene says what its other names stand for.
 */
final class Draft {
    private static final Pattern NAME = Pattern.compile("\\$\\{([a-zA-Z0-9-]+)}");
    private static final Pattern TIME = Pattern.compile("\\$\\{now(?:([+-])([0-9]+))?}");

    private final Map<String, String> names;
    private String text;

    Draft(ObjectNode good, Map<String, String> names) {
        this.names = names;
        this.text = good.toString();
    }

    String text() {
        return text;
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

    private static void apply(ObjectNode json, String[] change) {
        var slash = change[1].lastIndexOf('/');
        var parent = (ObjectNode) json.at(change[1].substring(0, slash));
        var name = change[1].substring(slash + 1);
        if (change[0].equals("remove")) {
            parent.remove(name);
        } else {
            parent.set(name, FlowUnderTest.json("{\"value\":" + change[2] + "}").get("value"));
        }
    }

    /** @throws IllegalStateException for a name that the scene has nothing for */
    String filled(String template) {
        var timed =
                TIME.matcher(template)
                        .replaceAll(
                                time -> {
                                    var by = time.group(2) == null ? "0" : time.group(2);
                                    var offset = Long.parseLong(by);
                                    return Long.toString(
                                            FlowUnderTest.now()
                                                    + ("-".equals(time.group(1))
                                                            ? -offset
                                                            : offset));
                                });
        return NAME.matcher(timed)
                .replaceAll(
                        name -> {
                            var value = names.get(name.group(1));
                            if (value == null) {
                                throw new IllegalStateException("no such name: " + name.group());
                            }
                            return Matcher.quoteReplacement(value);
                        });
    }
}
