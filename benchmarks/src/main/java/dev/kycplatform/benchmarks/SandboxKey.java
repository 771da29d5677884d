package dev.kycplatform.benchmarks;

import dev.kycplatform.localstack.Service;
import java.net.URI;
import java.util.Map;

/** The authority that is asked, and a key for it that the benchmarks know too. */
final class SandboxKey {
    static final String AUTHORITY = "ng-nibss";
    static final String VALUE = "a key of the benchmarks";
    static final String LOOKUPS = "/authorities/" + AUTHORITY + "/lookups";

    private SandboxKey() {}

    /** Where the authority is asked with that key. */
    static String lookupsAt(URI origin) {
        return origin + LOOKUPS;
    }

    static Map<Service, Map<String, String>> environment() {
        return Map.of(
                Service.SANDBOX_AUTHORITY,
                Map.of("SANDBOX_API_KEY", VALUE),
                Service.WORKER,
                Map.of("SANDBOX_AUTHORITY_API_KEY", VALUE));
    }
}
