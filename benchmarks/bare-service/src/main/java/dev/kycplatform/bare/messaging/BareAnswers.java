package dev.kycplatform.bare.messaging;

import dev.kycplatform.bare.calls.BareCalls;
import dev.kycplatform.bare.persistence.BareClaims;
import dev.kycplatform.bare.persistence.BareResults;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.eventlog.KafkaConnection;
import dev.kycplatform.eventlog.TopicNames;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The way of a job that somebody waits for, with what cannot be left out: a row, a record, the authority, a row, a
 * record, and the answer. All in one process; the answer itself travels in memory.
 */
@ApplicationScoped
public class BareAnswers {
    private static final Logger LOG = Logger.getLogger(BareAnswers.class);

    private final KafkaConnection connection;
    private final TopicNames names;
    private final BareClaims claims;
    private final BareRecords records;
    private final BareCalls calls;
    private final BareResults results;
    private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final List<BareReading> readings = new ArrayList<>();

    BareAnswers(
            KafkaConnection connection,
            TopicNames names,
            BareClaims claims,
            BareRecords records,
            BareCalls calls,
            BareResults results) {
        this.connection = connection;
        this.names = names;
        this.claims = claims;
        this.records = records;
        this.calls = calls;
        this.results = results;
    }

    void start(@Observes StartupEvent event) {
        readings.add(
                BareReading.start(connection, names, Topics.JOBS_SYNC, "bare-jobs", this::verify));
        readings.add(
                BareReading.start(connection, names, Topics.REPLIES, "bare-replies", this::answer));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        for (var reading : readings) {
            reading.stop();
        }
    }

    /**
     * Completes when the reply has been read.
     *
     * @param idNumber not one that is asked about already
     */
    public CompletionStage<Void> answerTo(String idNumber) {
        var answered = new CompletableFuture<Void>();
        waiting.put(idNumber, answered);
        return claims.claim(idNumber)
                .thenCompose(_ -> records.publish(Topics.JOBS_SYNC, idNumber))
                .thenCompose(_ -> answered)
                .whenComplete((_, _) -> waiting.remove(idNumber));
    }

    private void verify(String idNumber) {
        calls.ask(idNumber)
                .thenCompose(answer -> results.store(idNumber, answer))
                .thenCompose(_ -> records.publish(Topics.REPLIES, idNumber))
                .whenComplete(
                        (_, failure) -> {
                            if (failure != null) {
                                LOG.error("a number was not verified", failure);
                            }
                        });
    }

    private void answer(String idNumber) {
        var asker = waiting.get(idNumber);
        if (asker != null) {
            asker.complete(null);
        }
    }
}
