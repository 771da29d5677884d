package dev.kycplatform.eventlog;

/** A topic and the group that this service reads it in. */
public record ConsumedTopic(String group, String topic) {}
