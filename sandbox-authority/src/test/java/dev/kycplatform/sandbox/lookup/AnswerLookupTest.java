package dev.kycplatform.sandbox.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.sandbox.Environment;
import dev.kycplatform.sandbox.person.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerLookupTest {
    private static final IdType BVN = IdTypes.load().find("NG", "BVN").orElseThrow();
    private static final IdType NATIONAL_ID =
            IdTypes.load().find("KE", "NATIONAL_ID").orElseThrow();

    private final AnswerLookup sandbox = new AnswerLookup(Environment.SANDBOX, new People());
    private final AnswerLookup production = new AnswerLookup(Environment.PRODUCTION, new People());

    @ParameterizedTest
    @CsvSource({
        "0, Found", "1, NotFound", "2, Refused", "3, NotFound", "4, Found",
        "5, NotFound", "6, NotFound", "7, NotFound", "8, NotFound", "9, NotFound"
    })
    void goesByTheLastDigitInTheSandbox(String digit, String answer) {
        assertThat(sandbox.answer(BVN, "0000000000" + digit).getClass().getSimpleName())
                .isEqualTo(answer);
        assertThat(sandbox.answer(NATIONAL_ID, "0000000" + digit).getClass().getSimpleName())
                .isEqualTo(answer);
    }

    @Test
    void knowsNobodyElseInTheSandbox() {
        assertThat(sandbox.answer(BVN, "22345678900")).isEqualTo(new Answer.NotFound());
    }

    @Test
    void knowsEverybodyInProduction() {
        assertThat(production.answer(BVN, "22345678901")).isInstanceOf(Answer.Found.class);
    }

    @Test
    void refusesWhatLooksLikeNoNumberInBoth() {
        assertThat(sandbox.answer(BVN, "0")).isEqualTo(new Answer.Refused());
        assertThat(production.answer(BVN, "0")).isEqualTo(new Answer.Refused());
    }
}
