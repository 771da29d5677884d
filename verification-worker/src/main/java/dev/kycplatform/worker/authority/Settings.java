package dev.kycplatform.worker.authority;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What connector files name instead of saying: the deployment's settings, written {@code ${name}}. */
@FunctionalInterface
interface Settings {
    Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

    /** By the name of a setting, or of an environment variable; empty if it is not set. */
    Optional<String> find(String name);

    /**
     * The text with every reference replaced.
     *
     * @throws IllegalArgumentException naming a setting that is not set
     */
    default String resolve(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        find(found.group(1))
                                                .orElseThrow(
                                                        () ->
                                                                new IllegalArgumentException(
                                                                        "the setting "
                                                                                + found.group(1)
                                                                                + ", which is not"
                                                                                + " set"))));
    }
}
