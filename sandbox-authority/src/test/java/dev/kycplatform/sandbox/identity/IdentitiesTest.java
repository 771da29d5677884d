package dev.kycplatform.sandbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.sandbox.Environment;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.LocalDate;
import java.util.Set;

class IdentitiesTest {
    private static final Subject.Address HOME =
            new Subject.Address("123 Main Street", "Apt 4", "New City", "OR", "97204", "US");
    private static final Subject ADA =
            new Subject(
                    "Ada", "Lovelace", null, LocalDate.of(1990, 8, 19), HOME, "a@b.example", "123");

    private final Identities sandbox = new Identities(Environment.SANDBOX);
    private final Identities production = new Identities(Environment.PRODUCTION);

    @Test
    void haveOnRecordWhatTheyAreAskedAbout() {
        assertThat(sandbox.find(type("SSN"), "123456789", ADA))
                .isEqualTo(new Finding.OnRecord(ADA, Set.of()));
        assertThat(production.find(type("SSN"), "123-45-6780", ADA))
                .isEqualTo(new Finding.OnRecord(ADA, Set.of()));
    }

    @ParameterizedTest
    @CsvSource({"SSN, 12345678", "SSN, 12-3456789", "EIN, 123-45-6789", "ITIN, x"})
    void refuseWhatIsNoNumber(String type, String number) {
        assertThat(sandbox.find(type(type), number, ADA)).isEqualTo(new Finding.BadQuestion());
        assertThat(production.find(type(type), number, ADA)).isEqualTo(new Finding.BadQuestion());
    }

    @Test
    void refuseToSayWhoseANumberIs() {
        var nobody = new Subject(null, null, null, null, null, null, null);

        assertThat(sandbox.find(type("SSN"), "123456789", nobody))
                .isEqualTo(new Finding.BadQuestion());
    }

    @ParameterizedTest
    @CsvSource({"SSN, 420420420", "SSN, 420-42-0420", "EIN, 42-0420420", "ITIN, 420420420"})
    void haveNoRecordOfOneNumber(String type, String number) {
        assertThat(sandbox.find(type(type), number, ADA)).isEqualTo(new Finding.NoRecord());
        assertThat(production.find(type(type), number, ADA)).isInstanceOf(Finding.OnRecord.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fail", "FAIL", "fail"})
    void haveAnotherNameForOneThatFails(String name) {
        var byFirst = found(sandbox, named(name, "Lovelace", null));
        var byLast = found(sandbox, named("Ada", name, null));
        var company = found(sandbox, named(null, null, name));

        assertThat(byFirst.firstName()).isNotEqualTo(name);
        assertThat(byFirst.lastName()).isNotEqualTo("Lovelace");
        assertThat(byLast.firstName()).isNotEqualTo("Ada");
        assertThat(company.entityName()).isNotEqualTo(name);
        assertThat(company.firstName()).isNull();
        assertThat(byFirst.bornOn()).isEqualTo(ADA.bornOn());
        assertThat(byFirst.address()).isEqualTo(HOME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fail ", "fail1", "Failure", "420 Incorporated", "Fraudster"})
    void takeWhatIsNearlyATriggerAsItIs(String name) {
        var subject = named(name, "Lovelace", name);

        assertThat(sandbox.find(type("SSN"), "123456789", subject))
                .isEqualTo(new Finding.OnRecord(subject, Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "Fraud, FRAUD",
        "fraud, FRAUD",
        "Review, REVIEW",
        "documents_required, DOCUMENTS_REQUIRED"
    })
    void raiseTheAlarmAtANameAndTellItAsItIs(String name, Alert alert) {
        for (var subject :
                Set.of(named(name, "L", null), named("A", name, null), named(null, null, name))) {
            assertThat(sandbox.find(type("SSN"), "123456789", subject))
                    .isEqualTo(new Finding.OnRecord(subject, Set.of(alert)));
            assertThat(production.find(type("SSN"), "123456789", subject))
                    .isEqualTo(new Finding.OnRecord(subject, Set.of()));
        }
    }

    @Test
    void haveAnotherAddressBirthdateAndCompanyForOneOfEach() {
        var trigger =
                new Subject(
                        "Ada",
                        null,
                        "420 Inc",
                        LocalDate.of(1970, 4, 20),
                        new Subject.Address("420 420th Street", null, "C", "OR", "97204", "US"),
                        null,
                        null);

        var found = found(sandbox, trigger);

        assertThat(found.firstName()).isEqualTo("Ada");
        assertThat(found.entityName()).isNotEqualTo("420 Inc");
        assertThat(found.bornOn()).isNotNull().isNotEqualTo(LocalDate.of(1970, 4, 20));
        assertThat(found.address()).isNotNull().isNotEqualTo(trigger.address());
        assertThat(found(production, trigger)).isEqualTo(trigger);
    }

    private static Subject found(Identities identities, Subject named) {
        return ((Finding.OnRecord) identities.find(type("SSN"), "123456789", named)).subject();
    }

    private static Subject named(
            @Nullable String first, @Nullable String last, @Nullable String entity) {
        return new Subject(first, last, entity, ADA.bornOn(), HOME, null, null);
    }

    private static IdType type(String name) {
        return IdTypes.load().find("US", name).orElseThrow();
    }
}
