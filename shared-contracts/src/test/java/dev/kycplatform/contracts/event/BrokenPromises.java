package dev.kycplatform.contracts.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells what a consumer or an old record no longer agrees with. */
final class BrokenPromises {
    private BrokenPromises() {}

    /** One sentence for each; empty: nothing is broken. */
    static List<String> between(Collection<Promise> before, Collection<Promise> now) {
        var broken = new ArrayList<String>();
        var found = byPlace(now);
        for (var promise : before) {
            var it = Optional.ofNullable(found.get(place(promise)));
            if (it.isEmpty()) {
                broken.add(place(promise) + " is removed");
                continue;
            }
            if (!it.get().type().equals(promise.type())) {
                broken.add(
                        "%s is %s and was %s"
                                .formatted(place(promise), it.get().type(), promise.type()));
            }
            if (promise.isAlwaysThere() && !it.get().isAlwaysThere()) {
                broken.add(place(promise) + " may be absent and was always there");
            }
            if (!promise.isAlwaysThere() && it.get().isAlwaysThere()) {
                broken.add(place(promise) + " is required, and records without it exist");
            }
            promise.values().stream()
                    .filter(value -> !it.get().values().contains(value))
                    .forEach(value -> broken.add(place(promise) + " can no longer be " + value));
            if (promise.values().isEmpty() && !it.get().values().isEmpty()) {
                broken.add(place(promise) + " is limited to a list and was not");
            }
        }
        var old = byPlace(before);
        for (var promise : now) {
            if (!old.containsKey(place(promise))
                    && promise.isAlwaysThere()
                    && !isOfSomethingNew(promise, old)) {
                broken.add(place(promise) + " is required, and records without it exist");
            }
        }
        return broken;
    }

    /** A whole event, or an object, that was not there before may require what it likes. */
    private static boolean isOfSomethingNew(Promise promise, Map<String, Promise> old) {
        var path = promise.path();
        if (path.isEmpty()) {
            return true;
        }
        var parent =
                path.endsWith("[]")
                        ? path.substring(0, path.length() - 2)
                        : path.substring(0, Math.max(path.lastIndexOf('.'), 0));
        return !old.containsKey(place(promise.event(), parent));
    }

    private static Map<String, Promise> byPlace(Collection<Promise> promises) {
        return promises.stream()
                .collect(Collectors.toMap(BrokenPromises::place, Function.identity()));
    }

    private static String place(Promise promise) {
        return place(promise.event(), promise.path());
    }

    private static String place(String event, String path) {
        return path.isEmpty() ? event : event + " " + path;
    }
}
