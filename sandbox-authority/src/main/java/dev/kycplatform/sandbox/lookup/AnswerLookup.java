package dev.kycplatform.sandbox.lookup;

import dev.kycplatform.sandbox.Environment;
import dev.kycplatform.sandbox.SandboxConfig;
import dev.kycplatform.sandbox.authority.IdAuthority;
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

    public Answer answer(IdAuthority authority, String idNumber) {
        if (!authority.takes(idNumber)) {
            return new Answer.Refused();
        }
        return switch (environment) {
            case SANDBOX -> answerByLastDigit(authority, idNumber);
            case PRODUCTION -> new Answer.Found(people.behind(idNumber, authority.homeland()));
        };
    }

    /**
     * The digits after 2 are nobody's: that of the outage never gets here, because outages are made with
     * the knobs, and those above 4 mean nothing.
     */
    private Answer answerByLastDigit(IdAuthority authority, String idNumber) {
        if (!authority.isTestNumber(idNumber)) {
            return new Answer.NotFound();
        }
        return switch (idNumber.charAt(idNumber.length() - 1)) {
            case '0', '4' -> new Answer.Found(people.ofTheTestNumbers());
            case '2' -> new Answer.Refused();
            default -> new Answer.NotFound();
        };
    }
}
