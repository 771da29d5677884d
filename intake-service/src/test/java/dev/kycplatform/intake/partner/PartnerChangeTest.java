package dev.kycplatform.intake.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartnerChangeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final PartnerChange NOTHING =
            new PartnerChange(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Change.Keep<>(),
                    new Change.Keep<>(),
                    new Change.Keep<>(),
                    new Change.Keep<>(),
                    Optional.empty());

    private final RegisteredPartner partner =
            new RegisteredPartner(
                    new PartnerId("001"),
                    3,
                    "Example Bank",
                    true,
                    false,
                    Optional.of(List.of("NG/BVN")),
                    List.of(),
                    Optional.of(new byte[] {1}),
                    Optional.of(new Partner.Rate(5, 10)),
                    Optional.of(Duration.ofDays(3)),
                    NOW.minusSeconds(60));

    @Test
    void whatIsNotNamedStays() {
        var changed = applied(NOTHING);

        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("changedAt")
                .isEqualTo(partner);
        assertThat(changed.changedAt()).isEqualTo(NOW);
    }

    @Test
    void whatIsNamedChanges() {
        var changed =
                applied(
                        new PartnerChange(
                                Optional.of("Other Bank"),
                                Optional.of(false),
                                Optional.of(true),
                                new Change.Set<>(List.of("KE/NATIONAL_ID")),
                                new Change.Set<>("https://example.com/"),
                                new Change.Set<>(new Partner.Rate(1, 2)),
                                new Change.Set<>(Duration.ofHours(36)),
                                Optional.of(3L)));

        assertThat(changed.name()).isEqualTo("Other Bank");
        assertThat(changed.isEnabled()).isFalse();
        assertThat(changed.isProductionEnabled()).isTrue();
        assertThat(changed.idTypes()).contains(List.of("KE/NATIONAL_ID"));
        assertThat(changed.defaultCallback().orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("sealed https://example.com/");
        assertThat(changed.rate()).contains(new Partner.Rate(1, 2));
        assertThat(changed.giveUpAfter()).contains(Duration.ofHours(36));
    }

    @Test
    void whatIsResetIsGone() {
        var changed =
                applied(
                        new PartnerChange(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                new Change.Reset<>(),
                                new Change.Reset<>(),
                                new Change.Reset<>(),
                                new Change.Reset<>(),
                                Optional.empty()));

        assertThat(changed.idTypes()).isEmpty();
        assertThat(changed.defaultCallback()).isEmpty();
        assertThat(changed.rate()).isEmpty();
        assertThat(changed.giveUpAfter()).isEmpty();
    }

    @Test
    void aPartnerThatWasChangedMeanwhileIsLeftAlone() {
        var stale =
                new PartnerChange(
                        Optional.empty(),
                        Optional.of(false),
                        Optional.empty(),
                        new Change.Keep<>(),
                        new Change.Keep<>(),
                        new Change.Keep<>(),
                        new Change.Keep<>(),
                        Optional.of(2L));

        assertThatThrownBy(() -> applied(stale))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void theAuditShowsValuesButNoAddress() {
        var description =
                new PartnerChange(
                                Optional.empty(),
                                Optional.of(false),
                                Optional.empty(),
                                new Change.Reset<>(),
                                new Change.Set<>("https://example.com/user-7"),
                                new Change.Set<>(new Partner.Rate(1, 2)),
                                new Change.Set<>(Duration.ofHours(36)),
                                Optional.empty())
                        .description();

        assertThat(description)
                .isEqualTo(
                        "enabled=false, id_types=none, default_callback=set, rate=1/2, give_up_after=PT36H");
    }

    private RegisteredPartner applied(PartnerChange change) {
        return change.appliedTo(
                partner, address -> ("sealed " + address).getBytes(StandardCharsets.UTF_8), NOW);
    }
}
