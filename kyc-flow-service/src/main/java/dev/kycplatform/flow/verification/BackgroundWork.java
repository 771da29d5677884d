package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.deployment.DependencyRecovery;
import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What verifications need done without anybody asking: on threads of its own, through outages. */
@ApplicationScoped
public class BackgroundWork {
    private final PublishRecords publishRecords;
    private final ExpireVerifications expireVerifications;
    private final AskAgain askAgain;
    private final LookAfterLookups lookAfterLookups;
    private final FollowSigningSecrets followSecrets;
    private final ForgetWebhooks forgetWebhooks;
    private final DatabaseOutages outages;
    private final DependencyRecovery recovery;
    private final List<Repeatedly> all;

    BackgroundWork(
            PublishRecords publishRecords,
            ExpireVerifications expireVerifications,
            AskAgain askAgain,
            LookAfterLookups lookAfterLookups,
            FollowSigningSecrets followSecrets,
            ForgetWebhooks forgetWebhooks,
            DatabaseOutages outages,
            DependencyRecovery recovery,
            FlowConfig config) {
        this.publishRecords = publishRecords;
        this.expireVerifications = expireVerifications;
        this.askAgain = askAgain;
        this.lookAfterLookups = lookAfterLookups;
        this.followSecrets = followSecrets;
        this.forgetWebhooks = forgetWebhooks;
        this.outages = outages;
        this.recovery = recovery;
        var settings = config.verification();
        this.all =
                List.of(
                        new Repeatedly("outbox", settings.relayEvery(), this::publish),
                        new Repeatedly("expiry", settings.sweepEvery(), this::expire),
                        new Repeatedly(
                                "signing secrets", Duration.ofSeconds(2), this::followSecrets),
                        new Repeatedly("old webhooks", Duration.ofHours(1), this::forgetWebhooks),
                        new Repeatedly("asking again", Duration.ofSeconds(1), this::askAgain),
                        new Repeatedly(
                                "looking after lookups", Duration.ofSeconds(10), this::lookAfter));
    }

    public void start() {
        all.forEach(Repeatedly::start);
    }

    public void stop() {
        all.forEach(Repeatedly::stop);
    }

    /** Until there is nothing left that may go. */
    void publish() {
        untilDone(() -> publishRecords.publish() > 0);
    }

    void expire() {
        untilDone(expireVerifications::expire);
    }

    void followSecrets() {
        untilDone(followSecrets::follow);
    }

    void forgetWebhooks() {
        untilDone(forgetWebhooks::forget);
    }

    void askAgain() {
        eachOf(outages.get(askAgain::due), askAgain::askAgain);
    }

    void lookAfter() {
        var due = outages.get(lookAfterLookups::due);
        eachOf(due, lookAfterLookups::lookAfter);
        eachOf(due.stream().map(Lookup::key).toList(), lookAfterLookups::publishAgainOrWait);
    }

    private void untilDone(BooleanSupplier isMore) {
        var more = true;
        while (more && all.stream().noneMatch(Repeatedly::isStopping)) {
            more = throughOutages(isMore);
        }
    }

    private boolean throughOutages(BooleanSupplier work) {
        try {
            return outages.get(work::getAsBoolean);
        } catch (KycException e) {
            if (!e.isWorthRepeating()) {
                throw e;
            }
            recovery.await(e);
            return true;
        }
    }

    /** One that cannot be done keeps no other from being done. */
    private <T> void eachOf(List<T> some, Consumer<T> work) {
        Stream<T> waiting =
                some.stream().takeWhile(_ -> all.stream().noneMatch(Repeatedly::isStopping));
        waiting.forEach(
                one ->
                        new Repeatedly(
                                        "one of many",
                                        Duration.ZERO,
                                        () -> outages.run(() -> work.accept(one)))
                                .once());
    }
}
