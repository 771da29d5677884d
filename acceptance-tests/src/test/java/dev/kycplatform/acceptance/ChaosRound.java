package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.server.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Jobs come in steadily while faults strike, one after the other; then all is well again, and is reconciled. */
final class ChaosRound {
    /** Longer than a delivery's attempt may take. */
    private static final Duration TOO_LATE = Duration.ofSeconds(6);

    /** Once the last fault is over. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    private final PartnerClient partner;
    private final Map<Service, List<Instance>> instances;
    private final List<SandboxAuthority> authorities =
            List.of(new SandboxAuthority("ng-nibss"), new SandboxAuthority("ke-iprs"));

    /** @param instances of every service that is struck or loaded */
    ChaosRound(PartnerClient partner, Map<Service, List<Instance>> instances) {
        this.partner = partner;
        this.instances = instances;
    }

    /**
     * @param patience for what has to arrive once all is well
     * @throws AssertionError if anything was lost, or answered as it may not be
     */
    JobsReconciled run(List<Fault> faults, Duration patience) throws InterruptedException {
        try (var inbox = CallbackInbox.open();
                var load =
                        SteadyLoad.start(
                                partner,
                                instances.getOrDefault(Service.INTAKE, List.of()),
                                inbox)) {
            for (var fault : faults) {
                Thread.sleep(fault.after());
                strike(fault, inbox);
            }
            Thread.sleep(AFTERWARDS);
            load.end();
            return JobsReconciled.of(load, inbox, patience);
        }
    }

    /** Returns when it is over. */
    private void strike(Fault fault, CallbackInbox inbox) throws InterruptedException {
        switch (fault.victim()) {
            case INTAKE -> strike(fault, instance(Service.INTAKE, fault));
            case WORKER -> strike(fault, instance(Service.WORKER, fault));
            case DISPATCHER -> strike(fault, instance(Service.DISPATCHER, fault));
            case KAFKA -> strike(fault, Platform.stack().kafka());
            case POSTGRES -> strike(fault, Platform.stack().postgres());
            case AUTHORITY -> {
                var authority = authorities.get(fault.instance());
                authority.goDown();
                Thread.sleep(fault.lasts());
                authority.recover();
            }
            case RECEIVERS -> {
                inbox.answer(200, TOO_LATE);
                Thread.sleep(fault.lasts());
                inbox.answer(200, Duration.ZERO);
            }
        }
    }

    private Instance instance(Service service, Fault fault) {
        return instances.getOrDefault(service, List.of()).get(fault.instance());
    }

    private static void strike(Fault fault, Instance instance) throws InterruptedException {
        switch (fault.blow()) {
            case KILL -> {
                instance.kill();
                Thread.sleep(fault.lasts());
                instance.start();
            }
            case PAUSE -> {
                instance.suspend();
                try {
                    Thread.sleep(fault.lasts());
                } finally {
                    instance.resume();
                }
            }
            case RESTART -> instance.restart();
            case REFUSE, STALL -> throw unfit(fault);
        }
    }

    private static void strike(Fault fault, Server server) throws InterruptedException {
        switch (fault.blow()) {
            case KILL -> {
                server.kill();
                Thread.sleep(fault.lasts());
                server.start();
            }
            case PAUSE -> {
                server.suspend();
                try {
                    Thread.sleep(fault.lasts());
                } finally {
                    server.resume();
                }
            }
            case RESTART, REFUSE, STALL -> throw unfit(fault);
        }
    }

    private static IllegalStateException unfit(Fault fault) {
        return new IllegalStateException("cannot be done: " + fault);
    }
}
