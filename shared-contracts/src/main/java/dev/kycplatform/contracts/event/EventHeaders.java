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

    /** On a dead letter: the error code it died of. */
    public static final String DEAD_LETTER_CODE = "kyc_dead_letter_code";

    /** On a dead letter: what was wrong, free of personal data. */
    public static final String DEAD_LETTER_DETAIL = "kyc_dead_letter_detail";

    /** On a dead letter: topic-partition-offset it was read from. */
    public static final String DEAD_LETTER_ORIGIN = "kyc_dead_letter_origin";

    private EventHeaders() {}
}
