package dev.kycplatform.contracts.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultCodeTest {
    /** The table of the decisions on results. */
    @ParameterizedTest
    @CsvSource({
        "1012, Valid ID, Verified, Returned, true",
        "1013, Invalid ID, Not Verified, Not Returned, false",
        "1014, Unsupported ID number format, Not Done, Not Applicable, false",
        "1015, Queried Database Unavailable, Issuer Unavailable, Not Returned, false",
        "1016, Need to Activate Product, Not Done, Not Applicable, false"
    })
    void saysWhatIsDecided(
            String wire, String text, String verify, String info, boolean isSuccess) {
        var code = ResultCode.ofWire(wire);

        assertThat(code.text()).isEqualTo(text);
        assertThat(code.actions()).isEqualTo(new Actions(verify, info));
        assertThat(code.isSuccess()).isEqualTo(isSuccess);
    }
}
