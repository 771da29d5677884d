package dev.kycplatform.flow.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcdsaSignatureTest {
    private static final byte[] MESSAGE = "Sila".getBytes(StandardCharsets.UTF_8);
    private static final String RS =
            "ea3706a8d2b4c627f847c0c6bfcd59f001021d790f06924ff395e9faecb510c5"
                    + "3c09274b70cc1d29bde630d277096d570ee7983455344915d19085cc13288b42";
    private static final String SIGNER = "0x65a796a4bd3aaf6370791beffb1a86eacfdbc3c1";

    @ParameterizedTest
    @CsvFileSource(resources = "/conformance/signatures.tsv", delimiter = '\t')
    void tellsWhoSigned(String messageHex, String signature, String signer) {
        var message = HexFormat.of().parseHex(messageHex == null ? "" : messageHex);
        assertThat(EcdsaSignature.signer(signature, message)).contains(signer);
    }

    @Test
    void takesTheFormsOfOtherSigners() {
        assertThat(EcdsaSignature.signer("0x" + RS + "1b", MESSAGE)).contains(SIGNER);
        assertThat(EcdsaSignature.signer(RS.toUpperCase(Locale.ROOT) + "1B", MESSAGE))
                .contains(SIGNER);
        assertThat(EcdsaSignature.signer(RS + "00", MESSAGE)).contains(SIGNER);
    }

    @Test
    void tellsSomebodyElseOfOtherBytes() {
        var other = "Silb".getBytes(StandardCharsets.UTF_8);
        assertThat(EcdsaSignature.signer(RS + "1b", other)).isNotEqualTo(Optional.of(SIGNER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "nonsense",
                RS,
                RS + "1d",
                RS + "ff",
                RS + "1b00",
                "zz" + RS,
                "0000000000000000000000000000000000000000000000000000000000000000"
                        + "0000000000000000000000000000000000000000000000000000000000000000"
                        + "1b",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                        + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                        + "1c"
            })
    void takesNothingElse(String signature) {
        assertThat(EcdsaSignature.signer(signature, MESSAGE)).isEmpty();
    }
}
