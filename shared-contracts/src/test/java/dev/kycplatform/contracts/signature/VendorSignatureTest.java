package dev.kycplatform.contracts.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorSignatureTest {
    /** Vectors of the contract, section 1.1. */
    @ParameterizedTest
    @CsvSource({
        "apiKey, partner, 2023-02-13T15:07:42.214Z, XxThLHZy2ij1WINkqNEPgzVs9RvUDHWlebDYzprqS74=",
        "test-api-key, 001, 2024-05-01T12:34:56.789Z, o3qyCAdiZ+nw12iMdUdv0MDqT5FpmqMv5kExHr51hlE=",
        "test-api-key, 001, 2024-05-01 12:34:56 +0000, z2gUhC6402PXGTQogachwSABd6E7yPYhVgUrjxG1gHY=",
        "test-api-key, 001, 2024-05-01T12:34:56+00:00, lexAYb+dQrePJY9ZbTGsifrKIEsUGhlosUhM6cEgp7M="
    })
    void signsAsTheVendorDoes(String apiKey, String partnerId, String timestamp, String signature) {
        assertThat(VendorSignature.sign(apiKey, timestamp, partnerId)).isEqualTo(signature);
        assertThat(VendorSignature.matches(signature, apiKey, timestamp, partnerId)).isTrue();
    }

    @Test
    void refusesASignatureByAnotherKey() {
        var signature = VendorSignature.sign("one", "2024-05-01T12:34:56.789Z", "001");

        assertThat(VendorSignature.matches(signature, "two", "2024-05-01T12:34:56.789Z", "001"))
                .isFalse();
    }

    @Test
    void stampsMillisecondsEvenWhenThereAreNone() {
        assertThat(VendorSignature.timestamp(Instant.parse("2026-01-02T03:04:05Z")))
                .isEqualTo("2026-01-02T03:04:05.000Z");
    }
}
