package dev.kycplatform.benchmarks.report;

/** What has to be known to judge a figure, or to measure it again. */
public record Fact(String name, String value) {}
