package dev.kycplatform.intake.conformance;

import java.util.Arrays;
import java.util.List;

/** The vendor's endpoints a rule can speak of. */
enum Endpoint {
    ASYNC("/v1/async_id_verification", true),
    SYNC("/v1/id_verification", false),
    STATUS("/v1/job_status", true);

    private final String path;
    private final boolean isServed;

    /** @param isServed whether the rules are tried on it */
    Endpoint(String path, boolean isServed) {
        this.path = path;
        this.isServed = isServed;
    }

    String path() {
        return path;
    }

    /** The other endpoint that takes jobs. */
    Endpoint other() {
        return this == SYNC ? ASYNC : SYNC;
    }

    /** The endpoints a table's word stands for, those served. */
    static List<Endpoint> named(String word) {
        var named =
                switch (word) {
                    case "every" -> List.of(values());
                    case "submit" -> List.of(ASYNC, SYNC);
                    case "async" -> List.of(ASYNC);
                    case "sync" -> List.of(SYNC);
                    case "status" -> List.of(STATUS);
                    default -> throw new IllegalArgumentException("no endpoint: " + word);
                };
        return named.stream().filter(endpoint -> endpoint.isServed).toList();
    }

    static List<Endpoint> served() {
        return Arrays.stream(values()).filter(endpoint -> endpoint.isServed).toList();
    }
}
