package dev.kycplatform.worker.lookup;

import java.util.Optional;
import java.util.OptionalInt;

/** How much each authority takes. */
public interface AuthorityLimits {
    /**
     * @param concurrency lookups that may be under way at once
     * @param perSecond lookups that may begin in a second; empty for any number
     */
    record Limits(int concurrency, OptionalInt perSecond) {}

    /**
     * Empty if nothing is known of the authority: it is of an ID type that was taken out of the registry.
     */
    Optional<Limits> of(String authority);
}
