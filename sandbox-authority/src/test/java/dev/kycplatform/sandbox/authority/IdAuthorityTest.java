package dev.kycplatform.sandbox.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.sandbox.person.Homeland;

import org.junit.jupiter.api.Test;

class IdAuthorityTest {
    @Test
    void isThereForEveryIdTypeOfTheRegistry() {
        assertThat(IdTypes.load().all())
                .allSatisfy(
                        type ->
                                assertThat(
                                                IdAuthority.fromString(type.authority())
                                                        .type(type.name()))
                                        .isPresent());
    }

    @Test
    void knowsPeopleInEveryCountryThatPartnersAskAbout() {
        assertThat(IdTypes.load().forPartners().all())
                .allSatisfy(type -> assertThat(Homeland.ofCountry(type.country())).isNotNull());
    }

    @Test
    void isNotFoundByAnotherName() {
        assertThatIllegalArgumentException().isThrownBy(() -> IdAuthority.fromString("NG_NIBSS"));
    }

    @Test
    void answersForItsFirstTypeIfAQuestionDoesNotSay() {
        assertThat(IdAuthority.fromString("ke-iprs").mainType().name()).isEqualTo("NATIONAL_ID");
    }
}
