package dev.kycplatform.contracts.event;

/** Names of the record headers: CloudEvents 1.0 Kafka binding, binary mode, and our own on dead letters. */
public final class EventHeaders {
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";

    /** W3C Trace Context. */
    public static final String TRACE_PARENT = "traceparent";

    /** What the names of all our own headers on dead letters begin with. */
    public static final String DEAD_LETTER_PREFIX = "kyc_dead_letter_";

    /** On a dead letter: the error code it died of. */
    public static final String DEAD_LETTER_CODE = DEAD_LETTER_PREFIX + "code";

    /** On a dead letter: what was wrong, free of personal data. */
    public static final String DEAD_LETTER_DETAIL = DEAD_LETTER_PREFIX + "detail";

    /** On a dead letter: the service that could not handle it, which is the one that may put it back. */
    public static final String DEAD_LETTER_SERVICE = DEAD_LETTER_PREFIX + "service";

    /** On a dead letter: the topic it was read from, and where it goes when it is put back. */
    public static final String DEAD_LETTER_TOPIC = DEAD_LETTER_PREFIX + "topic";

    /** On a dead letter: the partition it was read from; absent if it was kept elsewhere meanwhile. */
    public static final String DEAD_LETTER_PARTITION = DEAD_LETTER_PREFIX + "partition";

    /** On a dead letter: the offset it was read from; absent if it was kept elsewhere meanwhile. */
    public static final String DEAD_LETTER_OFFSET = DEAD_LETTER_PREFIX + "offset";

    /** On a dead letter: where it was kept since it was a record, if it was. */
    public static final String DEAD_LETTER_ORIGIN = DEAD_LETTER_PREFIX + "origin";

    /** On a dead letter that lacks the record's key, headers and value: why they are not kept. */
    public static final String DEAD_LETTER_NOT_KEPT = DEAD_LETTER_PREFIX + "not_kept";

    /** Not a dead letter, but the word that one was put back: its partition-offset. */
    public static final String DEAD_LETTER_REDRIVEN = DEAD_LETTER_PREFIX + "redriven";

    private EventHeaders() {}
}
