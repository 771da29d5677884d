package dev.kycplatform.intake.conformance;

import java.util.List;

/** The partners' endpoints a rule can speak of. */
enum Endpoint {
    ASYNC("/v1/async_id_verification"),
    SYNC("/v1/id_verification"),
    STATUS("/v1/job_status"),
    RESET("/v1/id_number_rate_limit_reset"),
    AUTHORITY("/api/v2/partner/id_status"),
    SEARCH("/v1/callbacks/search"),
    REPLAY("/v1/callbacks/replay");

    private final String path;

    Endpoint(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The other endpoint that takes jobs. */
    Endpoint other() {
        return this == SYNC ? ASYNC : SYNC;
    }

    /** The endpoints a table's word stands for. */
    static List<Endpoint> named(String word) {
        return switch (word) {
            case "every" -> List.of(values());
            case "submit" -> List.of(ASYNC, SYNC);
            case "async" -> List.of(ASYNC);
            case "sync" -> List.of(SYNC);
            case "status" -> List.of(STATUS);
            case "reset" -> List.of(RESET);
            case "authority" -> List.of(AUTHORITY);
            case "callbacks" -> List.of(SEARCH, REPLAY);
            case "search" -> List.of(SEARCH);
            case "replay" -> List.of(REPLAY);
            default -> throw new IllegalArgumentException("no endpoint: " + word);
        };
    }
}
