package dev.kycplatform.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.partner.PartnerChanged.SealedSecret;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.eventlog.EventCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPartnersTest {
    private static final PartnerId ID = new PartnerId("001");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir static Path keysets;

    private final EventCodec codec = new EventCodec();
    private final Seal seal = new Keysets(keysets).seal(Purpose.PARTNER);
    private final KnownPartners partners = new KnownPartners(codec, Optional.of(seal));

    @BeforeAll
    static void makeKeysets() {
        Keysets.generateAll(keysets);
    }

    @Test
    void secretsAreOpened() {
        read(event(1, "One"));

        var partner = found();
        assertThat(partner.apiKeys())
                .containsExactly(
                        new Partner.Secret("key-2", "api key two", null),
                        new Partner.Secret("key-1", "api key one", NOW));
        assertThat(partner.webhookSecrets())
                .containsExactly(new Partner.Secret("hook-1", "whsec_one", null));
        assertThat(partner.defaultCallback()).contains("https://partner.example/callback");
    }

    @Test
    void theRestIsAsTheChangeLeftIt() {
        read(event(3, "One"));

        var partner = found();
        assertThat(partner.id()).isEqualTo(ID);
        assertThat(partner.version()).isEqualTo(3);
        assertThat(partner.isEnabled()).isTrue();
        assertThat(partner.isProductionEnabled()).isFalse();
        assertThat(partner.idTypes()).contains(Set.of("NG/BVN"));
        assertThat(partner.rate()).contains(new Partner.Rate(50, 100));
        assertThat(partner.giveUpAfter()).contains(Duration.ofDays(3));
    }

    @Test
    void aChangeWrittenBeforeThereWereRatesHasNone() {
        var json = new String(codec.encode(event(1, "One")), StandardCharsets.UTF_8);

        partners.changed(
                ID.value(), bytes(json.replace("\"rate_per_second\":50,\"burst\":100,", "")));

        assertThat(json).contains("\"rate_per_second\":50,\"burst\":100,");
        assertThat(found().rate()).isEmpty();
    }

    @Test
    void secretsStaySealedWhereNobodyMayOpenThem() {
        var sealed = new KnownPartners(codec, Optional.empty());

        sealed.changed(ID.value(), codec.encode(event(1, "One")));

        var partner = sealed.find(ID).orElseThrow();
        assertThat(partner.isEnabled()).isTrue();
        assertThat(partner.apiKeys()).isEmpty();
        assertThat(partner.webhookSecrets()).isEmpty();
        assertThat(partner.defaultCallback()).isEmpty();
    }

    @Test
    void aHigherVersionReplacesALowerOne() {
        read(event(1, "One"));

        read(event(2, "One"));

        assertThat(found().version()).isEqualTo(2);
    }

    @Test
    void aLowerVersionIsIgnored() {
        read(event(2, "One"));

        read(event(1, "One"));

        assertThat(found().version()).isEqualTo(2);
    }

    @Test
    void theLastRecordsVersionIsWhatCompactionWouldLeave() {
        assertThat(partners.lastVersion(ID)).isZero();

        read(event(2, "One"));
        read(event(1, "One"));
        assertThat(partners.lastVersion(ID)).isEqualTo(1);

        assertThatThrownBy(() -> partners.changed(ID.value(), bytes("no record")))
                .isInstanceOf(KycException.class);
        assertThat(partners.lastVersion(ID)).isZero();
        assertThat(found().version()).isEqualTo(2);
    }

    @Test
    void aTombstoneRemovesAndTheIdMayBeginAnew() {
        read(event(2, "One"));

        partners.removed(ID.value());

        assertThat(partners.find(ID)).isEmpty();
        read(event(1, "One"));
        assertThat(found().version()).isEqualTo(1);
    }

    @Test
    void aPartnerNobodyToldOfIsNotFound() {
        read(event(1, "One"));

        assertThat(partners.find(new PartnerId("1"))).isEmpty();
    }

    @Test
    void aSecretThatDoesNotOpenIsLeftOutAndTheRestIsInForce() {
        read(event(1, "One"));
        var stolen = sealed("999", "key-3", "api key", null);
        var forged =
                new PartnerChanged(
                        1,
                        "001",
                        2,
                        "One",
                        false,
                        true,
                        null,
                        List.of(stolen, sealed(ID.value(), "key-2", "api key two", null)),
                        List.of(),
                        bytes("not sealed"),
                        null,
                        null,
                        null,
                        NOW);

        read(forged);

        assertThat(found().version()).isEqualTo(2);
        assertThat(found().isEnabled()).isFalse();
        assertThat(found().apiKeys())
                .containsExactly(new Partner.Secret("key-2", "api key two", null));
        assertThat(found().defaultCallback()).isEmpty();
    }

    private Partner found() {
        return partners.find(ID).orElseThrow();
    }

    private void read(PartnerChanged event) {
        partners.changed(event.partnerId(), codec.encode(event));
    }

    private PartnerChanged event(long version, String name) {
        return new PartnerChanged(
                1,
                ID.value(),
                version,
                name,
                true,
                false,
                List.of("NG/BVN"),
                List.of(
                        sealed(ID.value(), "key-2", "api key two", null),
                        sealed(ID.value(), "key-1", "api key one", NOW)),
                List.of(sealed(ID.value(), "hook-1", "whsec_one", null)),
                seal.seal(
                        bytes("https://partner.example/callback"),
                        PartnerChanged.defaultCallbackBinding(ID.value())),
                50,
                100,
                Duration.ofDays(3),
                NOW);
    }

    private SealedSecret sealed(
            String partner, String id, String value, @Nullable Instant notAfter) {
        return new SealedSecret(
                id, seal.seal(bytes(value), PartnerChanged.secretBinding(partner, id)), notAfter);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
