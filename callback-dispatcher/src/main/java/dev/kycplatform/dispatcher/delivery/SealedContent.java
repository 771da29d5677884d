package dev.kycplatform.dispatcher.delivery;

/** A stored result's body and where it is owed, both sealed. */
public record SealedContent(byte[] callback, byte[] body) {}
