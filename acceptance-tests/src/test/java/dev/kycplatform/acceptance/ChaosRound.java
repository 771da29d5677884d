package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.Instance;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.server.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs come in steadily and persons are verified while faults strike, one after the other; then all is well again, and is
 * reconciled.
 */
final class ChaosRound {
    /** Longer than a delivery's attempt may take. */
    private static final Duration TOO_LATE = Duration.ofSeconds(6);

    /** Once the last fault is over. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    private final PartnerClient partner;
    private final Map<Service, List<Instance>> instances;
    private final Optional<SmallDisk> disk;
    private final List<SandboxAuthority> authorities =
            List.of(new SandboxAuthority("ng-nibss"), new SandboxAuthority("ke-iprs"));

    /**
     * @param instances of every service that is struck or loaded; without the flow service, nobody is verified by a flow
     * @param disk of the database, where it is to be filled
     */
    ChaosRound(
            PartnerClient partner,
            Map<Service, List<Instance>> instances,
            Optional<SmallDisk> disk) {
        this.partner = partner;
        this.instances = instances;
        this.disk = disk;
    }

    /**
     * What came of it.
     *
     * @param verifications empty where nobody was verified
     */
    record Outcome(
            JobsReconciled jobs, Optional<VerificationsReconciled> verifications, Took took) {
        @Override
        public String toString() {
            return "%s%s; %s"
                    .formatted(
                            jobs,
                            verifications.map(reconciled -> "; " + reconciled).orElse(""),
                            took);
        }
    }

    /**
     * How long a round was.
     *
     * @param faults until the last one was over
     * @param ending until all that was begun was answered
     * @param reconciling until all had arrived and agreed
     */
    record Took(Duration faults, Duration ending, Duration reconciling) {
        private static Took between(long begun, long struck, long ended, long reconciled) {
            return new Took(
                    Duration.ofNanos(struck - begun),
                    Duration.ofNanos(ended - struck),
                    Duration.ofNanos(reconciled - ended));
        }

        @Override
        public String toString() {
            return "took %d s: faults %d, ending %d, reconciling %d"
                    .formatted(
                            faults.plus(ending).plus(reconciling).toSeconds(),
                            faults.toSeconds(),
                            ending.toSeconds(),
                            reconciling.toSeconds());
        }
    }

    /**
     * @param patience for what has to arrive once all is well
     * @throws AssertionError if anything was lost, or answered as it may not be
     */
    Outcome run(List<Fault> faults, Pace pace, Duration patience)
            throws InterruptedException, IOException {
        var begun = System.nanoTime();
        try (var inbox = CallbackInbox.open();
                var webhooks = CallbackInbox.open();
                var load =
                        SteadyLoad.start(partner, of(Service.INTAKE), inbox, pace.betweenJobs())) {
            var flows = of(Service.FLOW);
            var verifying =
                    flows.isEmpty()
                            ? Optional.<SteadyVerifications>empty()
                            : Optional.of(
                                    SteadyVerifications.start(
                                            flows, webhooks, pace.betweenPersons()));
            try {
                strike(faults, List.of(inbox, webhooks));
                var struck = System.nanoTime();
                load.end();
                if (verifying.isPresent()) {
                    verifying.get().end();
                }
                var ended = System.nanoTime();
                var jobs = JobsReconciled.of(load, inbox, patience);
                var verifications =
                        verifying.map(it -> VerificationsReconciled.of(it, webhooks, patience));
                return new Outcome(
                        jobs, verifications, Took.between(begun, struck, ended, System.nanoTime()));
            } catch (AssertionError failure) {
                leaveWhole(failure);
                throw failure;
            } finally {
                verifying.ifPresent(SteadyVerifications::close);
            }
        }
    }

    /** What is on its way is still received: to a receiver that is gone it would be sent through all rounds that follow. */
    private static void leaveWhole(AssertionError failure) {
        try {
            Ledger.awaitQuiet();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private List<Instance> of(Service service) {
        return instances.getOrDefault(service, List.of());
    }

    private void strike(List<Fault> faults, List<CallbackInbox> inboxes)
            throws InterruptedException, IOException {
        for (var fault : faults) {
            pass(fault.after());
            strike(fault, inboxes);
        }
        pass(AFTERWARDS);
    }

    /** Returns when it is over. */
    private void strike(Fault fault, List<CallbackInbox> inboxes)
            throws InterruptedException, IOException {
        switch (fault.victim()) {
            case INTAKE -> strike(fault, instance(Service.INTAKE, fault));
            case WORKER -> strike(fault, instance(Service.WORKER, fault));
            case DISPATCHER -> strike(fault, instance(Service.DISPATCHER, fault));
            case FLOW -> strike(fault, instance(Service.FLOW, fault));
            case KAFKA -> strike(fault, Platform.stack().kafka());
            case POSTGRES -> strike(fault, Platform.stack().postgres());
            case DISK -> {
                var small = disk.orElseThrow();
                small.fill();
                pass(fault.lasts());
                small.awaitFelt();
                small.free();
            }
            case AUTHORITY -> {
                var authority = authorities.get(fault.instance());
                authority.goDown();
                pass(fault.lasts());
                authority.recover();
            }
            case RECEIVERS -> {
                inboxes.forEach(inbox -> inbox.answer(200, TOO_LATE));
                pass(fault.lasts());
                inboxes.forEach(inbox -> inbox.answer(200, Duration.ZERO));
            }
        }
    }

    /** Lets time pass as it was planned: one seed gives the same faults, so that there is no condition to wait for. */
    private static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    private Instance instance(Service service, Fault fault) {
        return of(service).get(fault.instance());
    }

    private static void strike(Fault fault, Instance instance) throws InterruptedException {
        switch (fault.blow()) {
            case KILL -> {
                instance.kill();
                pass(fault.lasts());
                instance.start();
            }
            case PAUSE -> {
                instance.suspend();
                try {
                    pass(fault.lasts());
                } finally {
                    instance.resume();
                }
            }
            case RESTART -> instance.restart();
            case REFUSE, STALL, FILL -> throw unfit(fault);
        }
    }

    private static void strike(Fault fault, Server server) throws InterruptedException {
        switch (fault.blow()) {
            case KILL -> {
                server.kill();
                pass(fault.lasts());
                server.start();
            }
            case PAUSE -> {
                server.suspend();
                try {
                    pass(fault.lasts());
                } finally {
                    server.resume();
                }
            }
            case RESTART, REFUSE, STALL, FILL -> throw unfit(fault);
        }
    }

    private static IllegalStateException unfit(Fault fault) {
        return new IllegalStateException("cannot be done: " + fault);
    }
}
