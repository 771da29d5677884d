package dev.kycplatform.planted.strayrow.persistence;

public class PublicRow {}
