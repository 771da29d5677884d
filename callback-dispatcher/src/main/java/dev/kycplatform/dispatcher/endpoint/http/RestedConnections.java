package dev.kycplatform.dispatcher.endpoint.http;

import io.vertx.core.http.HttpConnection;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/** Tells connections that have carried a request from new ones. Forgets those that are gone. */
final class RestedConnections {
    private final Set<HttpConnection> used =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** From now on it has been. */
    boolean hadUsed(HttpConnection connection) {
        return !used.add(connection);
    }
}
