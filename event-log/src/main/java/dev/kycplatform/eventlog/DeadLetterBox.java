package dev.kycplatform.eventlog;

import dev.kycplatform.contracts.Topics;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.event.EventHeaders;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The dead letters of this service, and how they are put back. Each service has its own (ADR-0009): it has the rights
 * to the topics it reads, and to no others. That a letter was put back is a record beside it, so that nothing but the
 * topic has to be kept. For virtual threads; every method fails with EVENT_LOG_UNAVAILABLE while Kafka is away.
 */
@ApplicationScoped
public class DeadLetterBox {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final TopicScan scan;
    private final EventPublisher publisher;
    private final TopicNames names;
    private final Set<String> inUse;
    private final String service;

    DeadLetterBox(
            TopicScan scan,
            EventPublisher publisher,
            TopicNames names,
            @All List<TopicsInUse> inUse,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.scan = scan;
        this.publisher = publisher;
        this.names = names;
        this.inUse =
                inUse.stream()
                        .flatMap(bean -> bean.topics().stream())
                        .filter(topic -> topic != Topics.DEAD_LETTERS)
                        .map(names::of)
                        .collect(Collectors.toSet());
        this.service = service;
    }

    /**
     * Which letters.
     *
     * @param topic they came from
     * @param since when they were put there
     */
    public record Filter(Optional<Topics> topic, Optional<ErrorCode> code, Instant since) {}

    /** @param isWhole false: there are more than are given, or reading all of them takes too long */
    public record Found(List<DeadLetter> letters, boolean isWhole) {}

    /** @param isWhole false: there are more, ask again */
    public record Redriven(int letters, boolean isWhole) {}

    /** Those that fit, in the order of their deaths, without their values. */
    public Found list(Filter filter, int most) {
        var letters = new ArrayList<DeadLetter>();
        var redriven = new HashSet<LetterId>();
        var isCut = new boolean[1];
        var isRead =
                read(
                        filter.since(),
                        redriven,
                        record -> {
                            if (fits(record, filter)) {
                                if (letters.size() < most) {
                                    letters.add(letter(record, false).withoutValue());
                                } else {
                                    isCut[0] = true;
                                }
                            }
                            return true;
                        });
        return new Found(
                letters.stream()
                        .map(letter -> redriven.contains(letter.id()) ? letter.redriven() : letter)
                        .sorted(Comparator.comparing(DeadLetter::at))
                        .toList(),
                isRead && !isCut[0]);
    }

    /** The whole letter; empty if it has expired, never was, or is another service's. */
    public Optional<DeadLetter> find(LetterId id) {
        return scan
                .at(new TopicPartition(names.of(Topics.DEAD_LETTERS), id.partition()), id.offset())
                .stream()
                .filter(this::isOwn)
                .map(record -> letter(record, isRedriven(record)))
                .findFirst();
    }

    /**
     * Puts one back to where it came from, with its key and headers, however often it was before.
     *
     * @throws KycException with CONFLICT if it is not kept any more, or came from where this service reads
     *     nothing
     */
    public void redrive(DeadLetter letter) {
        var original = letter.notKept().isEmpty() ? letter : fromItsTopic(letter);
        if (!inUse.contains(letter.topic())) {
            throw new KycException(
                    ErrorCode.CONFLICT, service + " does not read " + letter.topic());
        }
        var record = new ProducerRecord<>(letter.topic(), null, original.key(), original.value());
        original.headers().forEach(header -> record.headers().add(header.name(), header.value()));
        publisher.sendAndAwait(record);
        publisher.sendAndAwait(wordOf(letter));
    }

    /**
     * Puts back those that fit and have not been before; safe to repeat.
     *
     * @throws KycException as {@link #redrive}, at the first one that cannot be
     */
    public Redriven redriveAll(Filter filter, int most) {
        var redriven = new HashSet<LetterId>();
        var isRead = read(filter.since(), redriven, _ -> true);
        var count = new int[1];
        var isDone =
                read(
                        filter.since(),
                        new HashSet<>(),
                        record -> {
                            if (fits(record, filter) && !redriven.contains(idOf(record))) {
                                if (count[0] == most) {
                                    return false;
                                }
                                redrive(letter(record, false));
                                count[0]++;
                            }
                            return true;
                        });
        return new Redriven(count[0], isRead && isDone);
    }

    /** Shows this service's letters, and collects which ones have been put back. */
    private boolean read(
            Instant since, Set<LetterId> redriven, Predicate<ConsumerRecord<byte[], byte[]>> to) {
        return scan.read(
                names.of(Topics.DEAD_LETTERS),
                TopicScan.Choice.ALL,
                since,
                WITHIN,
                record -> {
                    var word = RecordHeaders.text(record, EventHeaders.DEAD_LETTER_REDRIVEN);
                    word.flatMap(LetterId::parse).ifPresent(redriven::add);
                    return word.isPresent() || !isOwn(record) || to.test(record);
                });
    }

    private boolean isRedriven(ConsumerRecord<byte[], byte[]> letter) {
        var redriven = new HashSet<LetterId>();
        read(Instant.ofEpochMilli(letter.timestamp()), redriven, _ -> true);
        return redriven.contains(idOf(letter));
    }

    private ProducerRecord<byte[], byte[]> wordOf(DeadLetter letter) {
        var word =
                new ProducerRecord<byte[], byte[]>(
                        names.of(Topics.DEAD_LETTERS), letter.key(), null);
        word.headers()
                .add(
                        EventHeaders.DEAD_LETTER_REDRIVEN,
                        letter.id().toString().getBytes(StandardCharsets.UTF_8));
        return word;
    }

    /** One that was too large for a letter, from where it was read, if it still lies there. */
    private DeadLetter fromItsTopic(DeadLetter letter) {
        return LetterId.parse(letter.origin())
                .flatMap(
                        place ->
                                scan
                                        .at(
                                                new TopicPartition(
                                                        letter.topic(), place.partition()),
                                                place.offset())
                                        .stream()
                                        .findFirst())
                .map(record -> letter(record, false))
                .orElseThrow(
                        () ->
                                new KycException(
                                        ErrorCode.CONFLICT,
                                        "the record was not kept and is no longer in its topic"));
    }

    private boolean isOwn(ConsumerRecord<byte[], byte[]> record) {
        return text(record, EventHeaders.DEAD_LETTER_SERVICE).equals(service);
    }

    private boolean fits(ConsumerRecord<byte[], byte[]> record, Filter filter) {
        var topic = text(record, EventHeaders.DEAD_LETTER_TOPIC);
        var code = text(record, EventHeaders.DEAD_LETTER_CODE);
        return filter.topic().map(it -> topic.equals(names.of(it))).orElse(true)
                && filter.code().map(it -> code.equals(it.name())).orElse(true);
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, boolean isRedriven) {
        var headers = new ArrayList<DeadLetter.Header>();
        for (var header : record.headers()) {
            if (!header.key().startsWith(EventHeaders.DEAD_LETTER_PREFIX)) {
                headers.add(new DeadLetter.Header(header.key(), header.value()));
            }
        }
        return new DeadLetter(
                idOf(record),
                Instant.ofEpochMilli(record.timestamp()),
                text(record, EventHeaders.DEAD_LETTER_SERVICE),
                text(record, EventHeaders.DEAD_LETTER_TOPIC),
                origin(record),
                text(record, EventHeaders.DEAD_LETTER_CODE),
                text(record, EventHeaders.DEAD_LETTER_DETAIL),
                RecordHeaders.text(record, EventHeaders.DEAD_LETTER_NOT_KEPT),
                record.key(),
                headers,
                record.value(),
                record.value() == null ? 0 : record.value().length,
                isRedriven);
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        return RecordHeaders.text(record, EventHeaders.DEAD_LETTER_ORIGIN)
                .orElseGet(
                        () ->
                                text(record, EventHeaders.DEAD_LETTER_PARTITION)
                                        + "-"
                                        + text(record, EventHeaders.DEAD_LETTER_OFFSET));
    }

    private static LetterId idOf(ConsumerRecord<byte[], byte[]> record) {
        return new LetterId(record.partition(), record.offset());
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
        return RecordHeaders.text(record, header).orElse("");
    }
}
