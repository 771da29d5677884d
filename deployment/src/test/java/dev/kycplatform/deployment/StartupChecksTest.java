package dev.kycplatform.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.localstack.secret.DevelopmentCertificate;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupChecksTest {
    @TempDir Path keysets;

    private final Map<String, String> settings =
            new HashMap<>(
                    Map.of(
                            "kyc.environment", "production",
                            "kafka.bootstrap.servers", "kafka:9093",
                            "kafka.security.protocol", "SASL_SSL",
                            "quarkus.datasource.jdbc.url",
                                    "jdbc:postgresql://postgres/kyc?sslmode=verify-full",
                            "mp.jwt.verify.issuer", "https://login.example.com/",
                            "mp.jwt.verify.publickey.location", "https://login.example.com/keys"));

    @Test
    void startsWhenAllIsRight() {
        assertThat(checks().problems()).isEmpty();
        assertThatCode(() -> checks().check(new StartupEvent())).doesNotThrowAnyException();
    }

    @Test
    void whatAServiceDoesNotUseIsNoProblem() {
        settings.keySet().removeIf(name -> !name.startsWith("kyc."));

        assertThat(checks().problems()).isEmpty();
    }

    @Test
    void refusesDevelopmentKeysets() {
        Keysets.generateAll(keysets);

        assertThat(checks().problems()).singleElement().asString().contains("kyc.keysets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAINTEXT", "SASL_PLAINTEXT", ""})
    void refusesPlaintextKafka(String protocol) {
        settings.put("kafka.security.protocol", protocol);

        assertThat(checks().problems())
                .singleElement()
                .asString()
                .contains("kafka.security.protocol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://postgres/kyc",
                "jdbc:postgresql://postgres/kyc?sslmode=prefer",
                "jdbc:postgresql://postgres/kyc?sslmode=requirement",
                "jdbc:postgresql://postgres/sslmode=require",
                "jdbc:postgresql://postgres/kyc?sslmode=require&sslmode=disable",
            })
    void refusesPlaintextPostgres(String url) {
        settings.put("quarkus.datasource.jdbc.url", url);

        assertThat(checks().problems())
                .singleElement()
                .asString()
                .contains("quarkus.datasource.jdbc.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"require", "verify-ca"})
    void refusesPostgresThatCouldBeAnybody(String mode) {
        settings.put(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://postgres/kyc?sslmode=" + mode);

        assertThat(checks().problems())
                .singleElement()
                .asString()
                .contains("quarkus.datasource.jdbc.url");
    }

    @Test
    void takesVerifiedPostgresWhereverItStandsInTheAddress() {
        settings.put(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://postgres/kyc?user=x&sslmode=verify-full&ApplicationName=y");

        assertThat(checks().problems()).isEmpty();
    }

    @Test
    void refusesKafkaThatIsNotToldWhoThisIs() {
        settings.put("kafka.security.protocol", "SSL");

        assertThat(checks().problems())
                .singleElement()
                .asString()
                .contains("kafka.ssl.keystore.location");
    }

    @Test
    void takesClientCertificatesForKafka() {
        settings.put("kafka.security.protocol", "SSL");
        settings.put("kafka.ssl.keystore.location", "/etc/kyc/kafka.p12");

        assertThat(checks().problems()).isEmpty();
    }

    @Test
    void refusesKafkaThatCouldBeAnybody() {
        settings.put("kafka.ssl.endpoint.identification.algorithm", "");

        assertThat(checks().problems())
                .singleElement()
                .asString()
                .contains("kafka.ssl.endpoint.identification.algorithm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/operator.pem", "file:///etc/operator.pem", "http://login/keys", ""})
    void refusesOperatorsKeysThatAreNoIdentityProviders(String location) {
        settings.put("mp.jwt.verify.publickey.location", location);

        assertThat(checks().problems())
                .singleElement()
                .asString()
                .contains("mp.jwt.verify.publickey.location");
    }

    @Test
    void refusesACertificateOfTheDevelopmentCa() {
        settings.put(
                "quarkus.http.ssl.certificate.files",
                DevelopmentCertificate.in(keysets.resolve("tls"), Clock.systemUTC())
                        .certificate()
                        .toString());

        assertThat(checks().problems())
                .singleElement()
                .asString()
                .contains("quarkus.http.ssl.certificate.files");
    }

    @Test
    void takesAnotherCasCertificate() {
        settings.put(
                "quarkus.http.ssl.certificate.files",
                DevelopmentCertificate.signedBy(
                                "Example CA", keysets.resolve("tls"), Clock.systemUTC())
                        .certificate()
                        .toString());

        assertThat(checks().problems()).isEmpty();
    }

    @Test
    void refusesDevelopmentOperators() {
        settings.put("mp.jwt.verify.issuer", "https://localhost/kyc-development");

        assertThat(checks().problems()).singleElement().asString().contains("mp.jwt.verify.issuer");
    }

    @Test
    void namesEveryProblemAtOnce() {
        settings.remove("kafka.security.protocol");
        settings.put("mp.jwt.verify.issuer", "https://localhost/kyc-development");

        assertThatThrownBy(() -> checks().check(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kyc.hardened=true")
                .hasMessageContaining("kafka.security.protocol")
                .hasMessageContaining("mp.jwt.verify.issuer");
    }

    @Test
    void anUnhardenedServiceStartsWithAnything() {
        settings.put("kyc.hardened", "false");
        settings.remove("kafka.security.protocol");
        Keysets.generateAll(keysets);

        assertThatCode(() -> checks().check(new StartupEvent())).doesNotThrowAnyException();
    }

    private StartupChecks checks() {
        settings.put("kyc.keysets", keysets.toString());
        var config =
                new SmallRyeConfigBuilder()
                        .withMapping(DeploymentConfig.class)
                        .withSources(new PropertiesConfigSource(settings, "test", 500))
                        .build();
        return new StartupChecks(
                config.getConfigMapping(DeploymentConfig.class), new Keysets(keysets), config);
    }
}
