package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;

/** Opens state topics with this deployment's connection. */
@ApplicationScoped
public class StateTopics {
    private final KafkaConnection connection;
    private final TopicNames names;
    private final OwnReadings readings;

    StateTopics(KafkaConnection connection, TopicNames names, OwnReadings readings) {
        this.connection = connection;
        this.names = names;
        this.readings = readings;
    }

    /** Starts reading at once, on a thread of its own; the caller closes it. */
    public StateTopic read(Topics topic, StateTopic.Listener listener) {
        var state =
                new StateTopic(names.of(topic), connection.with(OwnReading.settings()), listener);
        state.start(readings);
        return state;
    }
}
