package dev.kycplatform.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that a principal may do at the broker; what no rule allows is forbidden. All of them follow from
 * {@link Topics}: to read or to write includes to describe, and an idempotent producer needs no more than to write.
 *
 * @param name a topic's without a deployment's prefix; of groups, what their ids begin with
 */
public record AccessRule(Principal principal, Operation operation, Resource resource, String name) {
    /** What is done. */
    public enum Operation {
        READ,
        WRITE
    }

    /** What it is done to. */
    public enum Resource {
        TOPIC,
        GROUP
    }

    /** Everybody's. */
    public static List<AccessRule> all() {
        return Arrays.stream(Principal.values()).flatMap(AccessRule::of).toList();
    }

    /** One principal's: what it reads, what it writes, its own groups. */
    public static Stream<AccessRule> of(Principal principal) {
        return Stream.of(
                        topics(principal, Operation.READ),
                        topics(principal, Operation.WRITE),
                        Stream.of(
                                new AccessRule(
                                        principal,
                                        Operation.READ,
                                        Resource.GROUP,
                                        principal.wire())))
                .flatMap(rules -> rules);
    }

    private static Stream<AccessRule> topics(Principal principal, Operation operation) {
        return Arrays.stream(Topics.values())
                .filter(
                        topic ->
                                switch (operation) {
                                    case READ -> topic.readers().contains(principal);
                                    case WRITE ->
                                            topic.writers().contains(principal)
                                                    || putsBack(principal, topic);
                                })
                .map(
                        topic ->
                                new AccessRule(
                                        principal, operation, Resource.TOPIC, topic.topicName()));
    }

    /** Whoever has dead letters writes them to where it read them (ADR-0009); a state topic has none. */
    private static boolean putsBack(Principal principal, Topics topic) {
        return Topics.DEAD_LETTERS.writers().contains(principal)
                && topic.readers().contains(principal)
                && topic != Topics.DEAD_LETTERS
                && !topic.isState();
    }
}
