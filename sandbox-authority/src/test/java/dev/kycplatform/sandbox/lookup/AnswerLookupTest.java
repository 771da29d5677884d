package dev.kycplatform.sandbox.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.sandbox.Environment;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.person.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerLookupTest {
    private final AnswerLookup sandbox = new AnswerLookup(Environment.SANDBOX, new People());
    private final AnswerLookup production = new AnswerLookup(Environment.PRODUCTION, new People());

    @ParameterizedTest
    @CsvSource({
        "0, Found", "1, NotFound", "2, Refused", "3, NotFound", "4, Found",
        "5, NotFound", "6, NotFound", "7, NotFound", "8, NotFound", "9, NotFound"
    })
    void goesByTheLastDigitInTheSandbox(String digit, String answer) {
        assertThat(
                        sandbox.answer(IdAuthority.NG_NIBSS, "0000000000" + digit)
                                .getClass()
                                .getSimpleName())
                .isEqualTo(answer);
        assertThat(
                        sandbox.answer(IdAuthority.KE_IPRS, "0000000" + digit)
                                .getClass()
                                .getSimpleName())
                .isEqualTo(answer);
    }

    @Test
    void knowsNobodyElseInTheSandbox() {
        assertThat(sandbox.answer(IdAuthority.NG_NIBSS, "22345678900"))
                .isEqualTo(new Answer.NotFound());
    }

    @Test
    void knowsEverybodyInProduction() {
        assertThat(production.answer(IdAuthority.NG_NIBSS, "22345678901"))
                .isInstanceOf(Answer.Found.class);
    }

    @Test
    void refusesWhatLooksLikeNoNumberInBoth() {
        assertThat(sandbox.answer(IdAuthority.NG_NIBSS, "0")).isEqualTo(new Answer.Refused());
        assertThat(production.answer(IdAuthority.NG_NIBSS, "0")).isEqualTo(new Answer.Refused());
    }
}
