package dev.kycplatform.worker.planted.authority;

public class LeakedAuthority {}
