package dev.kycplatform.planted.reactivecore;

import io.smallrye.mutiny.Uni;

interface ReactiveCore {
    Uni<String> answer();
}
