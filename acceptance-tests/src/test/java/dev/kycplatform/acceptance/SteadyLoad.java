package dev.kycplatform.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.contracts.Topics;
import dev.kycplatform.localstack.Instance;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Partners that send jobs at a fixed rate, in turn to every instance of intake, and repeat each at the next one until it
 * is accepted. An answer that the contract does not allow in an outage is kept, and is a failure of its own.
 */
final class SteadyLoad implements AutoCloseable {
    private static final int ACCEPTED = 200;
    private static final int UNAVAILABLE = 503;

    private final PartnerClient partner;
    private final List<Instance> intakes;
    private final CallbackInbox inbox;
    private final Steadily steadily;

    /** Where topics ended before the first of its jobs. */
    final Map<Topics, Map<TopicPartition, Long>> before =
            Stream.of(Topics.JOBS, Topics.RESULTS)
                    .collect(
                            Collectors.toMap(
                                    topic -> topic, topic -> Ledger.end(topic.topicName())));

    final Set<String> accepted = ConcurrentHashMap.newKeySet();

    /** Answers 503 with Retry-After. */
    final AtomicLong refused = new AtomicLong();

    /** Requests that nobody answered: the instance was gone, or went. */
    final AtomicLong unanswered = new AtomicLong();

    /** Every other answer. */
    final Queue<String> unlawful = new ConcurrentLinkedQueue<>();

    private SteadyLoad(
            PartnerClient partner,
            List<Instance> intakes,
            CallbackInbox inbox,
            Duration betweenJobs) {
        this.partner = partner;
        this.intakes = List.copyOf(intakes);
        this.inbox = inbox;
        this.steadily = new Steadily(betweenJobs, this::submit);
    }

    static SteadyLoad start(
            PartnerClient partner,
            List<Instance> intakes,
            CallbackInbox inbox,
            Duration betweenJobs) {
        var load = new SteadyLoad(partner, intakes, inbox, betweenJobs);
        load.steadily.start();
        return load;
    }

    /** No further job; returns when every one that was begun is accepted. */
    void end() throws InterruptedException {
        steadily.end();
    }

    /** Ends it whatever has become of it. */
    @Override
    public void close() {
        steadily.close();
    }

    private void submit(int number) {
        var jobId = partner.newJobId();
        var job = job(number, jobId);
        Steadily.untilAnswered(attempt -> submit(job, number + attempt))
                .ifPresent(_ -> accepted.add(jobId));
    }

    /** Empty if it is to be repeated. */
    private Optional<PartnerClient.Answer> submit(ObjectNode job, int turn) {
        try {
            var answer = partner.submitTo(intakes.get(turn % intakes.size()).baseUrl(), job);
            if (answer.status() == ACCEPTED) {
                return Optional.of(answer);
            }
            var mayRepeat =
                    answer.status() == UNAVAILABLE
                            && answer.raw().headers().firstValue("Retry-After").isPresent();
            if (mayRepeat) {
                refused.incrementAndGet();
            } else {
                unlawful.add(answer.status() + " " + answer.raw().body());
            }
        } catch (UncheckedIOException | IllegalStateException _) {
            unanswered.incrementAndGet();
        }
        return Optional.empty();
    }

    /** In turn at either authority, found and not found. */
    private ObjectNode job(int number, String jobId) {
        var ending = number % 4 / 2;
        return number % 2 == 0
                ? partner.job(jobId, "NG", "BVN", "0000000000" + ending, inbox.url())
                : partner.job(jobId, "KE", "NATIONAL_ID", "0000000" + ending, inbox.url());
    }
}
