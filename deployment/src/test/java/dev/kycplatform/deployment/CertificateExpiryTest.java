package dev.kycplatform.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateExpiryTest {
    /** Made for this test, valid until 2026-01-31T00:00:00Z. */
    private static final String UNTIL_END_OF_JANUARY =
            """
            -----BEGIN CERTIFICATE-----
            MIIBBDCBrAIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDAR0ZXN0MB4XDTI2MDEw
            MTAwMDAwMFoXDTI2MDEzMTAwMDAwMFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqG
            SM49AgEGCCqGSM49AwEHA0IABOzoclljaHTaSQT1y7H5hoqnbmPfRfWCx7Viw7vm
            riS3wj4vVM7ZD6JYaZPsrSNvGTlrufeqv1r3FRdiEJ2YHCIwCgYIKoZIzj0EAwID
            RwAwRAIgKHOYIGZHTx2h6/M1bhFYgRSMpr2u0Kh+9clxw6w+WPsCIGoRmK32/pxP
            MxCBMYh9hzR2kkA1t0AoKcGgQNnrcgov
            -----END CERTIFICATE-----
            """;

    /** Valid until 2026-03-31T00:00:00Z. */
    private static final String UNTIL_END_OF_MARCH =
            """
            -----BEGIN CERTIFICATE-----
            MIIBBDCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDAR0ZXN0MB4XDTI2MDEw
            MTAwMDAwMFoXDTI2MDMzMTAwMDAwMFowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqG
            SM49AgEGCCqGSM49AwEHA0IABOzoclljaHTaSQT1y7H5hoqnbmPfRfWCx7Viw7vm
            riS3wj4vVM7ZD6JYaZPsrSNvGTlrufeqv1r3FRdiEJ2YHCIwCgYIKoZIzj0EAwID
            RwAwRAIgJOCEQBbYEXLwu4ZghSK1/yCLCJUsbsNkx6EPzyET0akCIHDaCg8nPDlI
            pWZoQo2N/BH4FhQSULYg0Kq1lMhxeD0X
            -----END CERTIFICATE-----
            """;

    private static final Instant NOON = Instant.parse("2026-01-30T00:00:00Z");
    private static final double DAY = 86_400;

    @TempDir private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path shown;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path watched;

    @BeforeEach
    void write() throws IOException {
        shown = Files.writeString(directory.resolve("shown.pem"), UNTIL_END_OF_JANUARY);
        watched = Files.writeString(directory.resolve("watched.pem"), UNTIL_END_OF_MARCH);
    }

    @Test
    void whatTheServiceShowsAndWhatItIsToldToWatchIsWatched() {
        assertThat(expiry().files()).containsExactlyInAnyOrder(shown, watched);
    }

    @Test
    void aCertificateIsReadAgainOnceItIsRenewed() throws IOException {
        assertThat(expiry().secondsLeft(shown)).isEqualTo(DAY);

        Files.writeString(shown, UNTIL_END_OF_MARCH);

        assertThat(expiry().secondsLeft(shown)).isEqualTo(60 * DAY);
    }

    @Test
    void aChainLastsAsLongAsTheFirstOfItToExpire() throws IOException {
        Files.writeString(shown, UNTIL_END_OF_MARCH + UNTIL_END_OF_JANUARY);

        assertThat(expiry().secondsLeft(shown)).isEqualTo(DAY);
    }

    @Test
    void oneThatCannotBeReadIsNotTakenForALongOne() throws IOException {
        Files.writeString(shown, "no certificate");

        assertThat(expiry().secondsLeft(shown)).isNaN();
        assertThat(expiry().secondsLeft(directory.resolve("gone.pem"))).isNaN();
    }

    private CertificateExpiry expiry() {
        var config = config();
        return new CertificateExpiry(
                config,
                config.getConfigMapping(CertificatesConfig.class),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private SmallRyeConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(CertificatesConfig.class)
                .withSources(
                        new PropertiesConfigSource(
                                Map.of(
                                        "certificates.watched",
                                        watched.toString(),
                                        "quarkus.http.ssl.certificate.files",
                                        shown.toString()),
                                "test",
                                500))
                .build();
    }
}
