package dev.kycplatform.localstack;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The services of the platform: the one list of what is started, on which ports, with which rights. */
public enum Service {
    SANDBOX_AUTHORITY("sandbox-authority", "sandbox-authority", Port.AUTHORITY),
    INTAKE("intake", "intake-service", Port.INTAKE, Port.INTAKE_TLS),
    WORKER("worker", "verification-worker", Port.WORKER),
    DISPATCHER("dispatcher", "callback-dispatcher", Port.DISPATCHER),
    FLOW("flow", "kyc-flow-service", Port.FLOW, Port.FLOW_TLS);

    private final String label;
    private final String module;
    private final Port http;
    private final Optional<Port> https;

    Service(String label, String module, Port http) {
        this.label = label;
        this.module = module;
        this.http = http;
        this.https = Optional.empty();
    }

    Service(String label, String module, Port http, Port https) {
        this.label = label;
        this.module = module;
        this.http = http;
        this.https = Optional.of(https);
    }

    /** Its short name, or its module's. */
    public static Optional<Service> named(String name) {
        return Arrays.stream(values())
                .filter(service -> service.label.equals(name) || service.module.equals(name))
                .findFirst();
    }

    /** What people call it: {@code worker}. */
    public String label() {
        return label;
    }

    /** The Maven module it is built from: {@code verification-worker}. */
    public String module() {
        return module;
    }

    public Port http() {
        return http;
    }

    /**
     * What it takes at its full speed. A worker has hundreds of answers under way, each for as long as an authority
     * takes: in half of this they outlive the young generation, and the whole heap is collected every few seconds.
     */
    public int heapMegabytes() {
        return this == WORKER ? 1024 : 512;
    }

    /** Present for those that the outside world calls. */
    public Optional<Port> https() {
        return https;
    }

    /** The sandbox authority stands for systems that know nothing of ours: no Kafka, no database, no keys. */
    public boolean ours() {
        return this != SANDBOX_AUTHORITY;
    }

    /** The PostgreSQL role it connects as. */
    public String role() {
        return "kyc_" + label;
    }

    Set<Port> ports() {
        Set<Port> ports = EnumSet.of(http);
        https.ifPresent(ports::add);
        return ports;
    }
}
