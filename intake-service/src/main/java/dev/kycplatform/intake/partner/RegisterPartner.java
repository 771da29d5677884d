package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.partner.PartnerChanged;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.intake.partner.RegisteredPartner.SealedSecret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes a partner with its first secrets, and its audit row, in one transaction. */
@ApplicationScoped
public class RegisterPartner {
    /** Digits only: {@code app:…} is reserved, and the vendor's ids are digits. */
    private static final Pattern PARTNER_ID = Pattern.compile("[0-9]{1,20}");

    private static final int API_KEY_BYTES = 32;

    /** Enough that two secrets never share a name. */
    private static final int SECRET_ID_BYTES = 8;

    /** Standard Webhooks asks for 24 to 64. */
    private static final int WEBHOOK_SECRET_BYTES = 32;

    private final PartnerRepository partners;
    private final AuditLog audit;
    private final Seal seal;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    RegisterPartner(PartnerRepository partners, AuditLog audit, Keysets keysets, Clock clock) {
        this.partners = partners;
        this.audit = audit;
        this.seal = keysets.seal(Purpose.PARTNER);
        this.clock = clock;
    }

    /** A partner with its secrets in the clear: shown once, to whoever registered it. */
    public record Registered(RegisteredPartner partner, String apiKey, String webhookSecret) {
        /** Never prints the secrets. */
        @Override
        public String toString() {
            return "Registered[" + partner.id() + "]";
        }
    }

    /**
     * Registers a partner, enabled, for every ID type.
     *
     * @param wantedId digits; absent: the next free one
     * @throws KycException with INVALID_REQUEST or ALREADY_EXISTS
     */
    @Transactional
    public Registered register(Optional<String> wantedId, String name, String operator) {
        if (name.isBlank()) {
            throw new KycException(ErrorCode.INVALID_REQUEST, "name is missing");
        }
        var id = wantedId.map(RegisterPartner::validId).orElseGet(partners::nextId);
        if (partners.byId(id).isPresent()) {
            throw new KycException(ErrorCode.ALREADY_EXISTS, "partner " + id + " exists already");
        }
        var now = clock.instant();
        var apiKey = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(API_KEY_BYTES));
        var webhookSecret =
                "whsec_" + Base64.getEncoder().encodeToString(bytes(WEBHOOK_SECRET_BYTES));
        var partner =
                new RegisteredPartner(
                        id,
                        1,
                        name,
                        true,
                        false,
                        Optional.empty(),
                        List.of(
                                sealed(id, PartnerSecretKind.API_KEY, apiKey, now),
                                sealed(id, PartnerSecretKind.WEBHOOK_SECRET, webhookSecret, now)),
                        Optional.empty(),
                        Optional.empty(),
                        now);
        partners.add(partner);
        audit.record(operator, "partner.register", id.value());
        return new Registered(partner, apiKey, webhookSecret);
    }

    private static PartnerId validId(String text) {
        if (!PARTNER_ID.matcher(text).matches()) {
            throw new KycException(ErrorCode.INVALID_REQUEST, "partner_id must be 1 to 20 digits");
        }
        return new PartnerId(text);
    }

    private SealedSecret sealed(PartnerId id, PartnerSecretKind kind, String secret, Instant now) {
        var secretId = HexFormat.of().formatHex(bytes(SECRET_ID_BYTES));
        var binding = PartnerChanged.secretBinding(id.value(), secretId);
        return new SealedSecret(
                secretId,
                kind,
                seal.seal(secret.getBytes(StandardCharsets.UTF_8), binding),
                now,
                null);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
