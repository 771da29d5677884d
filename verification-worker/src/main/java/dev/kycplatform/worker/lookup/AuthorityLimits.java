package dev.kycplatform.worker.lookup;

import java.util.OptionalInt;

/** How much each authority takes. */
public interface AuthorityLimits {
    /**
     * @param concurrency lookups that may be under way at once
     * @param perSecond lookups that may begin in a second; empty for any number
     */
    record Limits(int concurrency, OptionalInt perSecond) {}

    /**
     * @param authority one of the registry
     * @throws IllegalArgumentException if there is no such authority
     */
    Limits of(String authority);
}
