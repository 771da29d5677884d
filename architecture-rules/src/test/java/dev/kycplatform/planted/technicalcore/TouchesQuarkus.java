package dev.kycplatform.planted.technicalcore;

import io.quarkus.runtime.Startup;

class TouchesQuarkus {
    @Startup
    void start() {}
}
