package dev.kycplatform.sandbox.asked;

/** How often an authority was asked, and about how many different numbers. */
public record Asked(long asked, long distinctNumbers) {}
