package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.lookup.Lookup;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an authority is asked. Values are put into a tree of the format, or escaped where they stand in a URL, so
 * that no value can become a part of the request's structure.
 *
 * @param query what follows the URL's question mark; a parameter without a value is left out
 * @param headers a header without a value is left out
 */
record RequestTemplate(
        HttpMethod method,
        Template url,
        Map<String, Template> query,
        Map<String, Template> headers,
        Body body,
        String accepted) {
    /** A value that a path would take for a way up, or a header for its end. */
    private static final Pattern DOTS = Pattern.compile("\\.{1,2}");

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]*");

    /** What a request carries. */
    sealed interface Body {
        /** Nothing. */
        record None() implements Body {}

        /** @param tree maps, lists, {@link Template}s and plain values; a key without a value is left out */
        record Json(Object tree) implements Body {}

        /** Fields; one without a value is left out. */
        record Form(Map<String, Template> fields) implements Body {}

        /** A document. */
        record Xml(XmlTemplate document) implements Body {}
    }

    /**
     * @throws UnsendableQuestionException if a value can stand in no request
     * @throws UnreadableAnswerException if an expression fails
     */
    RequestMessage about(Lookup lookup)
            throws UnsendableQuestionException, UnreadableAnswerException {
        return about(question(lookup));
    }

    RequestMessage about(Map<String, Object> question)
            throws UnsendableQuestionException, UnreadableAnswerException {
        return new RequestMessage(method, url(question), headers(question), body(question));
    }

    /** What expressions in a request see. */
    static Map<String, Object> question(Lookup lookup) {
        return Map.of(
                "country",
                lookup.type().country(),
                "id_type",
                lookup.type().name(),
                "id_number",
                lookup.idNumber(),
                "inputs",
                lookup.inputs());
    }

    private String url(Map<String, Object> question)
            throws UnsendableQuestionException, UnreadableAnswerException {
        var address = new StringBuilder();
        for (var part : url.parts()) {
            var value = new Template(List.of(part)).text(question, text -> text);
            if (part instanceof Template.Part.Literal) {
                address.append(value);
            } else if (DOTS.matcher(value).matches()) {
                throw new UnsendableQuestionException();
            } else {
                address.append(encoded(value));
            }
        }
        var parameters = encoded(query, question);
        return parameters.isEmpty() ? address.toString() : address + "?" + parameters;
    }

    private Map<String, String> headers(Map<String, Object> question)
            throws UnsendableQuestionException, UnreadableAnswerException {
        var all = new LinkedHashMap<String, String>();
        all.put("Accept", accepted);
        switch (body) {
            case Body.None() -> {
                // Nothing to announce.
            }
            case Body.Json _ -> all.put("Content-Type", "application/json");
            case Body.Form _ -> all.put("Content-Type", "application/x-www-form-urlencoded");
            case Body.Xml _ -> all.put("Content-Type", "text/xml; charset=utf-8");
        }
        for (var header : headers.entrySet()) {
            var value = header.getValue().plain(question);
            if (value != null) {
                if (!PRINTABLE.matcher(value).matches()) {
                    throw new UnsendableQuestionException();
                }
                all.keySet().removeIf(header.getKey()::equalsIgnoreCase);
                all.put(header.getKey(), value);
            }
        }
        return all;
    }

    private byte[] body(Map<String, Object> question) throws UnreadableAnswerException {
        return switch (body) {
            case Body.None() -> new byte[0];
            case Body.Json(var tree) -> JsonTree.bytes(filledIn(tree, question));
            case Body.Form(var fields) ->
                    encoded(fields, question).getBytes(StandardCharsets.US_ASCII);
            case Body.Xml(var document) -> document.bytes(question);
        };
    }

    private static Object filledIn(Object tree, Map<String, Object> question)
            throws UnreadableAnswerException {
        return switch (tree) {
            case Map<?, ?> keys -> {
                var filled = new LinkedHashMap<Object, Object>();
                for (var key : keys.entrySet()) {
                    var value = orNull(key.getValue(), question);
                    if (value != null) {
                        filled.put(key.getKey(), value);
                    }
                }
                yield filled;
            }
            case List<?> items -> {
                var filled = new ArrayList<Object>();
                for (var item : items) {
                    var value = orNull(item, question);
                    if (value != null) {
                        filled.add(value);
                    }
                }
                yield filled;
            }
            default -> tree;
        };
    }

    private static @Nullable Object orNull(Object tree, Map<String, Object> question)
            throws UnreadableAnswerException {
        return tree instanceof Template template
                ? template.value(question)
                : filledIn(tree, question);
    }

    private static String encoded(Map<String, Template> fields, Map<String, Object> question)
            throws UnreadableAnswerException {
        var pairs = new StringJoiner("&");
        for (var field : fields.entrySet()) {
            var value = field.getValue().plain(question);
            if (value != null) {
                pairs.add(encoded(field.getKey()) + "=" + encoded(value));
            }
        }
        return pairs.toString();
    }

    /** For any place in a URL and for forms: a space is %20, which both read alike. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
