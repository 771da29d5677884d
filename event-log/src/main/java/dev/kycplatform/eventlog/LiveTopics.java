package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;

/** Listens to topics with this deployment's connection. */
@ApplicationScoped
public class LiveTopics {
    private final KafkaConnection connection;
    private final TopicNames names;
    private final OwnReadings readings;

    LiveTopics(KafkaConnection connection, TopicNames names, OwnReadings readings) {
        this.connection = connection;
        this.names = names;
        this.readings = readings;
    }

    /** Starts at the topic's end, on a thread of its own; the caller closes it. */
    public LiveTopic follow(Topics topic, LiveTopic.Listener listener) {
        var live = new LiveTopic(names.of(topic), connection.with(OwnReading.settings()), listener);
        live.start(readings);
        return live;
    }
}
