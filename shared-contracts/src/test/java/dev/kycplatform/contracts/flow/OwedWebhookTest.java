package dev.kycplatform.contracts.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.PartnerId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwedWebhookTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final WebhookId ID = WebhookId.ofVerification("bank", "v-1", 3, "kyc_status");
    private static final OwedWebhook WEBHOOK = new OwedWebhook(AT, ID, "e-1", "bank", "v-1");

    @Test
    void hasTheSameIdHoweverOftenItIsDerivedAndAnotherForEachFact() {
        assertThat(WebhookId.ofVerification("bank", "v-1", 3, "kyc_status")).isEqualTo(ID);
        assertThat(ID.value()).matches("msg_[0-9a-f]{32}");
        assertThat(ID)
                .isNotEqualTo(WebhookId.ofVerification("bank", "v-1", 4, "kyc_status"))
                .isNotEqualTo(WebhookId.ofVerification("bank", "v-1", 3, "kyc_action"))
                .isNotEqualTo(WebhookId.ofVerification("shop", "v-1", 3, "kyc_status"));
    }

    @Test
    void bindsAddressAndBodyToTheWebhookAndToEachOther() {
        var elsewhere = new OwedWebhook(AT, ID, "e-2", "bank", "v-1");

        assertThat(WEBHOOK.addressBinding())
                .isNotEqualTo(WEBHOOK.bodyBinding())
                .isNotEqualTo(elsewhere.addressBinding());
        assertThat(WEBHOOK.bodyBinding()).isNotEqualTo(elsewhere.bodyBinding());
    }

    @Test
    void bindsSecretsToTheEndpointAlone() {
        assertThat(OwedWebhook.secretsBinding("bank", "e-1"))
                .isNotEqualTo(OwedWebhook.secretsBinding("bank", "e-2"))
                .isNotEqualTo(OwedWebhook.secretsBinding("shop", "e-1"));
    }

    @Test
    void tellsAnAppsDeliveriesFromAPartners() {
        assertThat(PartnerId.ofApp("bank").isApp()).isTrue();
        assertThat(PartnerId.ofApp("bank").value()).isEqualTo("app:bank");
        assertThat(new PartnerId("001").isApp()).isFalse();
    }
}
