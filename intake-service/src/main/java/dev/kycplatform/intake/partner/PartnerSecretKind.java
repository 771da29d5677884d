package dev.kycplatform.intake.partner;

/** What a partner's secret is for. */
public enum PartnerSecretKind {
    /** Signs requests, answers and callbacks in the vendor's way. */
    API_KEY("api-key"),
    /** Signs callbacks in the way of Standard Webhooks. */
    WEBHOOK_SECRET("webhook-secret");

    private final String label;

    PartnerSecretKind(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
