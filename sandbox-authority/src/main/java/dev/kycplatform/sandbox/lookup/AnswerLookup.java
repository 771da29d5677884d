package dev.kycplatform.sandbox.lookup;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.sandbox.Environment;
import dev.kycplatform.sandbox.SandboxConfig;
import dev.kycplatform.sandbox.person.Homeland;
import dev.kycplatform.sandbox.person.People;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Says whose a number is: by its last digit in the sandbox, always somebody's in production. */
@ApplicationScoped
public class AnswerLookup {
    private final Environment environment;
    private final People people;

    @Inject
    AnswerLookup(SandboxConfig config, People people) {
        this(config.environment(), people);
    }

    AnswerLookup(Environment environment, People people) {
        this.environment = environment;
        this.people = people;
    }

    public Answer answer(IdType type, String idNumber) {
        if (!type.isWellFormed(idNumber)) {
            return new Answer.Refused();
        }
        return switch (environment) {
            case SANDBOX -> answerByLastDigit(type, idNumber);
            case PRODUCTION ->
                    new Answer.Found(people.behind(idNumber, Homeland.ofCountry(type.country())));
        };
    }

    /**
     * The digits after 2 are nobody's: that of the outage never gets here, because outages are made with
     * the knobs, and those above 4 mean nothing.
     */
    private Answer answerByLastDigit(IdType type, String idNumber) {
        if (!type.isTestNumber(idNumber)) {
            return new Answer.NotFound();
        }
        return switch (type.outcomeDigit(idNumber)) {
            case 0, 4 -> new Answer.Found(people.ofTheTestNumbers());
            case 2 -> new Answer.Refused();
            default -> new Answer.NotFound();
        };
    }
}
