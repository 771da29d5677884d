package dev.kycplatform.contracts;

/**
 * Who writes and reads topics. The ids of a service's consumer groups begin with its name; a downstream
 * system's groups have names of its own.
 */
public enum Principal {
    INTAKE("intake-service"),
    WORKER("verification-worker"),
    DISPATCHER("callback-dispatcher"),
    FLOW("kyc-flow-service"),

    /** Any system that follows what the platform came to. Each deployment names its own ones. */
    DOWNSTREAM("downstream");

    private final String wire;

    Principal(String wire) {
        this.wire = wire;
    }

    /** As a broker's access rules and a certificate's common name say it. */
    public String wire() {
        return wire;
    }
}
