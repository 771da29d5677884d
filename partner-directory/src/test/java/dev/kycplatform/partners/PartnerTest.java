package dev.kycplatform.partners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartnerTest {
    private static final Instant ROTATION = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant BEFORE = ROTATION.minusMillis(1);
    private static final Secret NEWEST = new Secret("key-3", "three", null);
    private static final Secret LEAVING = new Secret("key-2", "two", ROTATION);
    private static final Secret GONE = new Secret("key-1", "one", ROTATION.minusSeconds(60));

    private final Partner partner = partner(List.of(NEWEST, LEAVING, GONE));

    @Test
    void signsWithTheKeyThatAuthenticatedTheRequestWhileItLives() {
        assertThat(partner.signingKey("key-2", BEFORE)).contains(LEAVING);
    }

    @Test
    void signsWithTheNewestKeyOnceThatOneIsGone() {
        assertThat(partner.signingKey("key-2", ROTATION)).contains(NEWEST);
        assertThat(partner.signingKey("key-1", BEFORE)).contains(NEWEST);
        assertThat(partner.signingKey("never heard of", BEFORE)).contains(NEWEST);
    }

    @Test
    void hasNoSigningKeyWhenAllAreGone() {
        assertThat(partner(List.of(GONE)).signingKey("key-1", ROTATION)).isEmpty();
    }

    @Test
    void aSecretIsAcceptedUntilItsEndNewestFirst() {
        assertThat(partner.liveKeys(BEFORE)).containsExactly(NEWEST, LEAVING);
        assertThat(partner.liveKeys(ROTATION)).containsExactly(NEWEST);
        assertThat(partner.liveWebhookSecrets(BEFORE)).containsExactly(NEWEST, LEAVING);
        assertThat(partner.liveWebhookSecrets(ROTATION)).containsExactly(NEWEST);
    }

    @Test
    void aPrintedSecretShowsNoValue() {
        assertThat(partner.toString()).contains("key-3").doesNotContain("three", "two");
    }

    private static Partner partner(List<Secret> secrets) {
        return new Partner(
                new PartnerId("001"),
                1,
                true,
                true,
                Optional.empty(),
                secrets,
                secrets,
                Optional.of("https://partner.example/callback"),
                Optional.empty(),
                Optional.empty());
    }
}
