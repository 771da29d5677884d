package dev.kycplatform.planted.fatrecord;

import jakarta.inject.Provider;

record FatArrayRecord(Provider<?>[] names) {}
