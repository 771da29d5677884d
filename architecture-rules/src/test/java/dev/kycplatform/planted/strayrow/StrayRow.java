package dev.kycplatform.planted.strayrow;

class StrayRow {}
