package dev.kycplatform.planted.fatrecord;

import jakarta.inject.Provider;

record FatRecord(Provider<String> name) {}
