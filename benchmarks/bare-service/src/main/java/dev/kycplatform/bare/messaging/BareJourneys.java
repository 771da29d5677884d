package dev.kycplatform.bare.messaging;

import dev.kycplatform.bare.calls.BareCalls;
import dev.kycplatform.bare.persistence.BareResults;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.KafkaConnection;
import dev.kycplatform.eventlog.TopicNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes every record of a journey to its end: asks, stores the answer, tells it. Nothing is tried twice and nothing is
 * kept in order; whoever measures bounds what is under way.
 */
@ApplicationScoped
public class BareJourneys {
    private static final Logger LOG = Logger.getLogger(BareJourneys.class);

    private final KafkaConnection connection;
    private final TopicNames names;
    private final BareCalls calls;
    private final BareResults results;
    private @Nullable BareReading reading;

    BareJourneys(
            KafkaConnection connection, TopicNames names, BareCalls calls, BareResults results) {
        this.connection = connection;
        this.names = names;
        this.calls = calls;
        this.results = results;
    }

    /** A record of a journey is known by its key. */
    public static String key(String idNumber, String callbackUrl) {
        return idNumber + " " + callbackUrl;
    }

    void start(@Observes StartupEvent event) {
        reading = BareReading.start(connection, names, Topics.JOBS, "bare", this::go);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (reading != null) {
            reading.stop();
        }
    }

    private void go(String key) {
        var space = key.indexOf(' ');
        if (space < 0) {
            return;
        }
        var idNumber = key.substring(0, space);
        calls.ask(idNumber)
                .thenCompose(
                        answer ->
                                results.store(idNumber, answer)
                                        .thenCompose(
                                                _ -> calls.tell(key.substring(space + 1), answer)))
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                LOG.error("a journey did not end", failure);
                            }
                        });
    }
}
