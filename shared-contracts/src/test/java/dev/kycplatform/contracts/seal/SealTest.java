package dev.kycplatform.contracts.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.PartnerId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {
    private static final Instant ACCEPTED_AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final Binding BINDING =
            Binding.ofJob(Purpose.RESULT, JobKey.of("001", "j1"), ACCEPTED_AT);
    private static final byte[] CLEAR = "Joe Doe Leo".getBytes(StandardCharsets.UTF_8);

    @TempDir Path directory;
    private Keysets keysets;

    @BeforeEach
    void generate() {
        Keysets.generateAll(directory);
        keysets = new Keysets(directory);
    }

    @Test
    void sealsForAThreadThatLivesForOneRequest() throws Exception {
        var seal = keysets.seal(Purpose.RESULT);

        var sealed = new CompletableFuture<byte[]>();
        Thread.startVirtualThread(() -> sealed.complete(seal.seal(CLEAR, BINDING)));

        assertThat(seal.open(sealed.get(30, TimeUnit.SECONDS), BINDING)).isEqualTo(CLEAR);
    }

    @Test
    void opensWhatItSealed() {
        var seal = keysets.seal(Purpose.RESULT);

        var sealed = seal.seal(CLEAR, BINDING);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Joe Doe Leo");
        assertThat(seal.open(sealed, BINDING)).isEqualTo(CLEAR);
    }

    @Test
    void doesNotOpenAValueMovedToAnotherJob() {
        var seal = keysets.seal(Purpose.RESULT);
        var sealed = seal.seal(CLEAR, BINDING);
        var elsewhere = Binding.ofJob(Purpose.RESULT, JobKey.of("001", "j2"), ACCEPTED_AT);

        assertThatThrownBy(() -> seal.open(sealed, elsewhere))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SEAL_BROKEN));
    }

    @Test
    void doesNotOpenAValueOfAnotherPurpose() {
        var sealed = keysets.seal(Purpose.RESULT).seal(CLEAR, BINDING);
        var asRequest = Binding.ofJob(Purpose.JOB_REQUEST, JobKey.of("001", "j1"), ACCEPTED_AT);

        assertThatThrownBy(() -> keysets.seal(Purpose.JOB_REQUEST).open(sealed, asRequest))
                .isInstanceOf(KycException.class);
    }

    @Test
    void tellsAKeyItDoesNotHoldFromAForgery() throws Exception {
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Keysets.generateAll(elsewhere);
        var sealed = new Keysets(elsewhere).seal(Purpose.RESULT).seal(CLEAR, BINDING);

        assertThatThrownBy(() -> keysets.seal(Purpose.RESULT).open(sealed, BINDING))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SEAL_KEY_UNKNOWN));
    }

    @Test
    void whatNamesNoKeyIsAForgery() {
        assertThatThrownBy(() -> keysets.seal(Purpose.RESULT).open(CLEAR, BINDING))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SEAL_BROKEN));
    }

    @Test
    void opensWithAKeyThatWasAddedSinceTheStart() throws Exception {
        var seal = keysets.seal(Purpose.RESULT);
        var elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Keysets.generateAll(elsewhere);
        var sealed = new Keysets(elsewhere).seal(Purpose.RESULT).seal(CLEAR, BINDING);

        Files.copy(
                elsewhere.resolve("result.json"),
                directory.resolve("result.json"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThat(seal.open(sealed, BINDING)).isEqualTo(CLEAR);
    }

    @Test
    void tellsSameContentFromOther() {
        var content = keysets.contentHash();

        var hash = content.of(CLEAR);

        assertThat(content.matches(hash, CLEAR)).isTrue();
        assertThat(content.matches(hash, "other".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void hashesAPersonTheSameInEveryProcess() {
        var partner = new PartnerId("001");

        var hash = keysets.lookupHash().ofUser(partner, "u1");

        assertThat(new Keysets(directory).lookupHash().ofUser(partner, "u1"))
                .isEqualTo(hash)
                .hasSize(16);
        assertThat(keysets.lookupHash().ofUser(new PartnerId("002"), "u1")).isNotEqualTo(hash);
    }

    @Test
    void namesTheSettingAndTheFileOfAMissingKeyset() throws Exception {
        Files.delete(directory.resolve("result.json"));

        assertThatThrownBy(() -> keysets.seal(Purpose.RESULT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kyc.keysets")
                .hasMessageContaining("result.json");
    }

    @Test
    void keepsTheKeysetsThatAreThere() throws Exception {
        var before = Files.readString(directory.resolve("result.json"));

        Keysets.generateAll(directory);

        assertThat(directory.resolve("result.json")).hasContent(before);
        assertThat(keysets.areForDevelopment()).isTrue();
    }
}
