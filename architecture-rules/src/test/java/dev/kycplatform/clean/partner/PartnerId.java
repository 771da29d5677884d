package dev.kycplatform.clean.partner;

public record PartnerId(String value) {}
