package dev.kycplatform.planted.reactivecore.http;

import io.smallrye.mutiny.Uni;

interface ReactiveResource {
    Uni<String> get();
}
