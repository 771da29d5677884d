package dev.kycplatform.intake.job.messaging;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.result.JobAnswered;
import dev.kycplatform.eventlog.EventCodec;
import dev.kycplatform.eventlog.LiveTopic;
import dev.kycplatform.eventlog.LiveTopics;
import dev.kycplatform.intake.job.JobWaits;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Hears on {@code kyc.replies} of results this instance waits for, and ignores everybody else's. Listens
 * until the last request has ended, for only then beans are destroyed.
 */
@ApplicationScoped
class JobAnsweredReader {
    private final LiveTopics liveTopics;
    private final EventCodec codec;
    private final ThisInstance instance;
    private final JobWaits waits;
    private volatile @Nullable LiveTopic topic;

    JobAnsweredReader(
            LiveTopics liveTopics, EventCodec codec, ThisInstance instance, JobWaits waits) {
        this.liveTopics = liveTopics;
        this.codec = codec;
        this.instance = instance;
        this.waits = waits;
    }

    /** After the topics exist. */
    void start(@Observes @Priority(20) StartupEvent event) {
        topic = liveTopics.follow(Topics.REPLIES, this::on);
    }

    @PreDestroy
    void close() {
        var listening = topic;
        if (listening != null) {
            listening.close();
        }
    }

    boolean isListening() {
        var listening = topic;
        return listening != null && listening.isListening();
    }

    private void on(byte[] value) {
        var reply = codec.decode(value, JobAnswered.class);
        if (instance.id().equals(reply.replyTo())) {
            waits.answered(reply.key());
        }
    }
}
