package dev.kycplatform.flow.flow;

import dev.kycplatform.flow.app.AppRegistered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Gives every app its standard flows, in the transaction that makes it. */
@ApplicationScoped
class MakeStandardFlows {
    private final ManageFlows flows;

    MakeStandardFlows(ManageFlows flows) {
        this.flows = flows;
    }

    void on(@Observes AppRegistered registered) {
        flows.createStandard(registered.app().value());
    }
}
