package dev.kycplatform.sandbox.identity;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.sandbox.Environment;
import dev.kycplatform.sandbox.SandboxConfig;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The register of identities (decisions, "Identities"): it has on record whatever is asked about, as it is asked, but
 * for what these values bring about in the sandbox (contract, section 5.1). In production it knows no such value.
 *
 * <pre>
 * a name                Fail                 (any case)   another name
 * a name                Fraud, Review, documents_required (any case)   an alert
 * the entity's name     420 Inc              another name
 * the address           420 420th Street     another address
 * the birthdate         1970-04-20           another date
 * the number            420420420            no record
 * </pre>
 */
@ApplicationScoped
public class Identities {
    private static final String FAIL = "fail";
    private static final Map<String, Alert> ALERTS =
            Map.of(
                    "fraud", Alert.FRAUD,
                    "review", Alert.REVIEW,
                    "documents_required", Alert.DOCUMENTS_REQUIRED);
    private static final String WRONG_ENTITY = "420 Inc";
    private static final String WRONG_STREET = "420 420th Street";
    private static final LocalDate WRONG_BIRTH = LocalDate.of(1970, 4, 20);
    private static final String WRONG_NUMBER = "420420420";

    /** Like nothing that a test would send: what comes back must be no near miss. */
    private static final LocalDate OTHER_BIRTH = LocalDate.of(1951, 12, 7);

    private static final Subject.Address OTHER_ADDRESS =
            new Subject.Address("9 Quarry Lane", null, "Bismarck", "ND", "58501", "US");

    private final Environment environment;

    @Inject
    Identities(SandboxConfig config) {
        this(config.environment());
    }

    Identities(Environment environment) {
        this.environment = environment;
    }

    public Finding find(IdType type, String number, Subject named) {
        if (!type.isWellFormed(number) || named.isNobody()) {
            return new Finding.BadQuestion();
        }
        return switch (environment) {
            case PRODUCTION -> new Finding.OnRecord(named, Set.of());
            case SANDBOX ->
                    number.replace("-", "").equals(WRONG_NUMBER)
                            ? new Finding.NoRecord()
                            : new Finding.OnRecord(changed(named), alerts(named));
        };
    }

    private static Subject changed(Subject named) {
        var found = named;
        if (named.names().anyMatch(FAIL::equalsIgnoreCase)) {
            found =
                    found.withNames(
                            unlike(named.firstName(), "Winifred"),
                            unlike(named.lastName(), "Oxenstierna"),
                            unlike(named.entityName(), "Halcyon Pottery"));
        }
        if (WRONG_ENTITY.equals(named.entityName())) {
            found = found.withNames(found.firstName(), found.lastName(), "Halcyon Pottery");
        }
        if (named.address() != null && WRONG_STREET.equals(named.address().line1())) {
            found = found.livingAt(OTHER_ADDRESS);
        }
        if (WRONG_BIRTH.equals(named.bornOn())) {
            found = found.bornOn(OTHER_BIRTH);
        }
        return found;
    }

    private static @Nullable String unlike(@Nullable String name, String other) {
        return name == null ? null : other;
    }

    private static Set<Alert> alerts(Subject named) {
        var alerts = EnumSet.noneOf(Alert.class);
        named.names()
                .map(name -> ALERTS.get(name.toLowerCase(Locale.ROOT)))
                .forEach(
                        alert -> {
                            if (alert != null) {
                                alerts.add(alert);
                            }
                        });
        return alerts;
    }
}
