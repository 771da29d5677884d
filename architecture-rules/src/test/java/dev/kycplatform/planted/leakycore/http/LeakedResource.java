package dev.kycplatform.planted.leakycore.http;

public class LeakedResource {}
