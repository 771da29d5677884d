package dev.kycplatform.worker.authority;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Everything the platform knows of one ID authority: one connector file.
 *
 * @param authority its name in the registry of ID types
 * @param serves the ID types it answers for, as {@code country/name}
 */
record Connector(
        String authority,
        Set<String> serves,
        Limits limits,
        Timeouts timeouts,
        Authentication authentication,
        Optional<Authentication.MutualTls> mutualTls,
        RequestTemplate request,
        AnswerRules answers,
        AnswerMapping mapping) {
    /**
     * How much the authority takes.
     *
     * @param concurrency lookups under way at once
     * @param perSecond lookups begun in a second; empty for any number
     */
    record Limits(int concurrency, OptionalInt perSecond) {}

    /**
     * How long it may take.
     *
     * @param connect until a connection stands
     * @param answer until the whole answer is there, once it does
     */
    record Timeouts(Duration connect, Duration answer) {
        Duration whole() {
            return connect.plus(answer);
        }
    }
}
