package dev.kycplatform.sandbox.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IdAuthorityTest {
    @ParameterizedTest
    @EnumSource(IdAuthority.class)
    void isFoundByItsNameInUrls(IdAuthority authority) {
        assertThat(IdAuthority.fromString(authority.wireName())).isEqualTo(authority);
    }

    @Test
    void isNotFoundByAnotherName() {
        assertThatIllegalArgumentException().isThrownBy(() -> IdAuthority.fromString("NG_NIBSS"));
    }

    @ParameterizedTest
    @CsvSource({
        "NG_NIBSS, 22345678901, true",
        "NG_NIBSS, 2234567890, false",
        "NG_NIBSS, 2234567890a, false",
        "NG_NIBSS, '', false",
        "KE_IPRS, 1, true",
        "KE_IPRS, 123456789, true",
        "KE_IPRS, 1234567890, false"
    })
    void takesOnlyNumbersOfItsFormat(IdAuthority authority, String idNumber, boolean isTaken) {
        assertThat(authority.takes(idNumber)).isEqualTo(isTaken);
    }

    @ParameterizedTest
    @CsvSource({
        "NG_NIBSS, 00000000000, true",
        "NG_NIBSS, 00000000009, true",
        "NG_NIBSS, 00000000010, false",
        "NG_NIBSS, 0000000000, false",
        "KE_IPRS, 00000004, true",
        "KE_IPRS, 0000004, false",
        "KE_IPRS, 000000004, false"
    })
    void knowsTestNumbers(IdAuthority authority, String idNumber, boolean isTestNumber) {
        assertThat(authority.isTestNumber(idNumber)).isEqualTo(isTestNumber);
    }
}
