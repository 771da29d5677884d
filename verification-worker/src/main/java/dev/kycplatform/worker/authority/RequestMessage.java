package dev.kycplatform.worker.authority;

import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as it goes over the wire. */
record RequestMessage(HttpMethod method, String url, Map<String, String> headers, byte[] body) {
    RequestMessage with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new RequestMessage(method, url, all, body);
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "RequestMessage";
    }
}
