package dev.kycplatform.localstack;

import java.util.Locale;

/** Every port of the system: what it is by default, and {@code KYC_<name>_PORT}, which changes it. */
public enum Port {
    INTAKE(8080),
    INTAKE_TLS(8443),
    FLOW(8081),
    FLOW_TLS(8444),
    WORKER(8082),
    DISPATCHER(8083),
    AUTHORITY(8090),
    KAFKA(9092),
    POSTGRES(5432);

    private final int standard;

    Port(int standard) {
        this.standard = standard;
    }

    public int standard() {
        return standard;
    }

    public String variable() {
        return "KYC_" + name() + "_PORT";
    }

    /** For people: {@code intake-tls}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
