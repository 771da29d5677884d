package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.intake.partner.PartnerSecrets.Fresh;
import dev.kycplatform.operators.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a partner with its first secrets. */
@ApplicationScoped
public class RegisterPartner {
    /** Digits only: {@code app:…} is reserved, and the vendor's ids are digits. */
    private static final Pattern PARTNER_ID = Pattern.compile("[0-9]{1,20}");

    private final AuditedRegistry registry;
    private final CheckSettings checkSettings;
    private final PartnerSecrets secrets;
    private final Clock clock;

    RegisterPartner(
            AuditedRegistry registry,
            CheckSettings checkSettings,
            PartnerSecrets secrets,
            Clock clock) {
        this.registry = registry;
        this.checkSettings = checkSettings;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A partner with its secrets in the clear: shown once, to whoever registered it. */
    public record Registered(RegisteredPartner partner, Fresh apiKey, Fresh webhookSecret) {}

    /**
     * Registers a partner: enabled, in the sandbox only and for every ID type, unless the settings say
     * otherwise.
     *
     * @param wantedId digits; absent: the next free one
     * @throws KycException with INVALID_REQUEST or ALREADY_EXISTS
     */
    public Registered register(
            Optional<String> wantedId, PartnerChange settings, Requester requester) {
        var name =
                settings.name()
                        .orElseThrow(
                                () ->
                                        new KycException(
                                                ErrorCode.INVALID_REQUEST, "name is missing"));
        var checked = checkSettings.checked(settings);
        var id = wantedId.map(RegisterPartner::validId).orElseGet(registry::nextId);
        var now = clock.instant();
        var apiKey = secrets.make(id, PartnerSecretKind.API_KEY, now);
        var webhookSecret = secrets.make(id, PartnerSecretKind.WEBHOOK_SECRET, now);
        var fresh =
                RegisteredPartner.fresh(
                        id, name, List.of(apiKey.secret(), webhookSecret.secret()), now);
        var partner = checked.appliedTo(fresh, address -> secrets.sealCallback(id, address), now);
        registry.add(partner, "partner.register", requester);
        return new Registered(partner, apiKey, webhookSecret);
    }

    private static PartnerId validId(String text) {
        if (!PARTNER_ID.matcher(text).matches()) {
            throw new KycException(ErrorCode.INVALID_REQUEST, "partner_id must be 1 to 20 digits");
        }
        return new PartnerId(text);
    }
}
