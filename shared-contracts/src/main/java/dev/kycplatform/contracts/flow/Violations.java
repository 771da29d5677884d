package dev.kycplatform.contracts.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a request, as {@code validation_details} tells it: an object that mirrors the request, whose
 * leaves are a string ("This field is required.") or a list of strings (contract, section 2.1). Texts never quote
 * what is personal, but for the birthdate's, which the contract makes do so. Not for several threads.
 */
public final class Violations {
    public static final String REQUIRED = "This field is required.";

    private final Map<String, Object> tree = new LinkedHashMap<>();

    public boolean isEmpty() {
        return tree.isEmpty();
    }

    /** A value that must be there and is not. @param path from the request's root */
    public void missing(List<String> path) {
        parent(path).put(path.getLast(), REQUIRED);
    }

    /** @param path from the request's root */
    public void add(List<String> path, String... messages) {
        var known = parent(path).putIfAbsent(path.getLast(), new ArrayList<>(List.of(messages)));
        if (known instanceof List<?>) {
            @SuppressWarnings("unchecked")
            var list = (List<String>) known;
            list.addAll(List.of(messages));
        }
    }

    /** Strings, lists of strings and maps of these. */
    public Map<String, Object> asTree() {
        return tree;
    }

    /** @throws FlowException with VALIDATION, if there are any */
    public void check() {
        if (!isEmpty()) {
            throw new FlowException(FlowError.VALIDATION, this);
        }
    }

    private Map<String, Object> parent(List<String> path) {
        var level = tree;
        for (var name : path.subList(0, path.size() - 1)) {
            if (!(level.get(name) instanceof Map)) {
                level.put(name, new LinkedHashMap<String, Object>());
            }
            @SuppressWarnings("unchecked")
            var next = (Map<String, Object>) level.get(name);
            level = next;
        }
        return level;
    }
}
