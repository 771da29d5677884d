package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.lookup.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Understands what came back as the authority's connector says; everything it cannot be sure of is no answer. */
@ApplicationScoped
class AnswerReader {
    private final RetryAfter retryAfter;

    AnswerReader(RetryAfter retryAfter) {
        this.retryAfter = retryAfter;
    }

    Answer read(Connector connector, Exchange exchange) {
        return switch (exchange) {
            case Exchange.Unheard(var cause) -> new Answer.Unavailable(cause, Optional.empty());
            case Exchange.Heard heard -> {
                try {
                    yield understood(connector, heard);
                } catch (UnreadableAnswerException e) {
                    yield unavailable(e.reason(), heard);
                }
            }
        };
    }

    /** How long the authority wants to be left alone, if it said so. */
    Optional<Duration> retryAfter(Exchange.Heard heard) {
        return heard.retryAfter().flatMap(retryAfter::parse);
    }

    private Answer unavailable(String cause, Exchange.Heard heard) {
        return new Answer.Unavailable(cause, retryAfter(heard));
    }

    private Answer understood(Connector connector, Exchange.Heard heard)
            throws UnreadableAnswerException {
        var rules = connector.answers();
        if (!rules.knows(heard.status())) {
            return unavailable("status_" + heard.status(), heard);
        }
        var tree = rules.format().read(heard);
        return switch (rules.meaning(heard.status(), tree.root())) {
            case FOUND ->
                    new Answer.Found(
                            connector
                                    .mapping()
                                    .map(tree.root(), AnswerRules.variables(heard.status())),
                            tree.json());
            case NOT_FOUND -> new Answer.NotFound();
            case REFUSED -> new Answer.Refused();
            case UNAVAILABLE -> unavailable("said_unavailable", heard);
        };
    }
}
