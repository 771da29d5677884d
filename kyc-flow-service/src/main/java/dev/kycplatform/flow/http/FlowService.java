package dev.kycplatform.flow.http;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public final class FlowService {
    private FlowService() {}

    public static void main(String... arguments) {
        // The framework answers a target that is no URI without a body; the gate does it in JSON
        // instead
        // (RequestGate). Read once, when the first of the framework's classes is loaded.
        System.setProperty("vertx.disableURIValidation", "true");
        Quarkus.run(arguments);
    }
}
