package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.stream.Collectors;

/**
 * What the ledgers say of a round's verifications, once they agree.
 *
 * @param repeated requests that had no answer, or one that said so
 * @param repeatedWebhooks beyond one for each that was owed
 */
record VerificationsReconciled(
        int persons, int verifications, long repeated, long repeatedWebhooks) {
    /**
     * Every verification ends once, as the person was registered; nobody has more of them than the limits allow, however often they
     * were asked for; each transition is one event, and each fact is told of under one id.
     *
     * @throws AssertionError saying what of that does not hold
     */
    static VerificationsReconciled of(
            SteadyVerifications load, CallbackInbox webhooks, Duration patience) {
        assertThat(load.unlawful).as("answers about verifications").isEmpty();
        assertThat(load.persons).as("persons").isNotEmpty();
        var app = load.app();
        var ledger = new VerificationLedger(app, webhooks, "app " + app.handle());
        ledger.awaitTold(patience);
        var received = ledger.webhooks();
        ledger.assertNoneWasDecidedTwice();
        ledger.assertEveryTransitionIsOneEvent();
        ledger.assertEveryFactHasOneId(received);
        assertThat(ledger.verifications()).as("what was accepted").containsAll(load.accepted);
        var ends =
                load.persons.stream()
                        .collect(
                                Collectors.toMap(
                                        SteadyVerifications.Person::handle,
                                        person ->
                                                Collections.nCopies(
                                                        person.verifications(), person.end())));
        assertThat(ledger.endsByPerson()).as("ends of each person's verifications").isEqualTo(ends);
        return new VerificationsReconciled(
                load.persons.size(),
                ledger.verifications().size(),
                load.repeated.get(),
                received.values().stream().mapToLong(messages -> messages.size() - 1).sum());
    }

    @Override
    public String toString() {
        return "persons %d, verifications %d, asked again %d, webhooks more than once %d"
                .formatted(persons, verifications, repeated, repeatedWebhooks);
    }
}
