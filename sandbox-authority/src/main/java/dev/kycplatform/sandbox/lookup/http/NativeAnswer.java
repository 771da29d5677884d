package dev.kycplatform.sandbox.lookup.http;

/** An answer in an authority's own format, ready to be sent. */
public record NativeAnswer(int status, String contentType, byte[] body) {}
