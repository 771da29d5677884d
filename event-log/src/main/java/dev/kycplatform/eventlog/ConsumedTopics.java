package dev.kycplatform.eventlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The topics that this service reads in groups, as its channels are set up. */
@ApplicationScoped
public class ConsumedTopics {
    private static final Pattern GROUP =
            Pattern.compile("(mp\\.messaging\\.incoming\\..+)\\.group\\.id");

    private final List<ConsumedTopic> all;

    public ConsumedTopics(Config config) {
        this.all =
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .map(GROUP::matcher)
                        .filter(Matcher::matches)
                        .map(
                                channel ->
                                        new ConsumedTopic(
                                                config.getValue(channel.group(), String.class),
                                                config.getValue(
                                                        channel.group(1) + ".topic", String.class)))
                        .distinct()
                        .toList();
    }

    public List<ConsumedTopic> all() {
        return all;
    }
}
