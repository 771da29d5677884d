package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.job.StorableText;
import dev.kycplatform.contracts.signature.RequestTimestamp;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.deployment.DeploymentConfig;
import dev.kycplatform.intake.IntakeConfig;
import dev.kycplatform.partners.Partner;
import dev.kycplatform.partners.PartnerDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Tells who calls, by the signature in the body (contract, section 1). An unknown partner and a wrong
 * key look the same and take the same time; the reason stands in the exception's detail, for the log.
 * Repeated signatures are accepted: the vendor's clients repeat them when they poll.
 */
@ApplicationScoped
public class AuthenticatePartner {
    /** A partner has one or two live keys; as many are always tried, and all of them. */
    private static final int KEYS_TRIED = 2;

    private static final int KEY_BYTES = 32;

    /** Tried where there is no other, so that nobody can tell by the time it takes; matches nothing. */
    private final Partner.Secret nobodysKey = new Partner.Secret("none", randomKey(), null);

    private final Function<PartnerId, Optional<Partner>> directory;
    private final BooleanSupplier isDirectoryComplete;
    private final Clock clock;
    private final Duration window;
    private final KycEnvironment environment;

    @Inject
    AuthenticatePartner(
            PartnerDirectory directory,
            Clock clock,
            IntakeConfig config,
            DeploymentConfig deployment) {
        this(
                directory::find,
                directory::isComplete,
                clock,
                config.signatureWindow(),
                deployment.environment());
    }

    AuthenticatePartner(
            Function<PartnerId, Optional<Partner>> directory,
            BooleanSupplier isDirectoryComplete,
            Clock clock,
            Duration window,
            KycEnvironment environment) {
        this.directory = directory;
        this.isDirectoryComplete = isDirectoryComplete;
        this.clock = clock;
        this.window = window;
        this.environment = environment;
    }

    /**
     * @throws KycException with AUTHORIZATION_ABSENT, NOT_AUTHORIZED or PRODUCTION_NOT_ENABLED, checked
     *     in this order; EVENT_LOG_UNAVAILABLE instead of NOT_AUTHORIZED while not all partners are here
     */
    public Caller authenticate(RequestFields request) {
        if (!request.has("signature") || !request.has("timestamp")) {
            throw new KycException(
                    ErrorCode.AUTHORIZATION_ABSENT, "signature and timestamp are required");
        }
        var caller = caller(request);
        requireLetIn(caller.partner());
        return caller;
    }

    /**
     * The caller of a long request as it now is: changes are in force for what is still to come.
     *
     * @throws KycException with NOT_AUTHORIZED or PRODUCTION_NOT_ENABLED
     */
    public Caller again(Caller caller) {
        var partner =
                directory
                        .apply(caller.partner().id())
                        .orElseThrow(() -> refused("unknown partner"));
        if (!partner.isEnabled()) {
            throw refused("disabled partner");
        }
        var key =
                partner.liveKeys(clock.instant()).stream()
                        .filter(live -> live.id().equals(caller.key().id()))
                        .findFirst()
                        .orElseThrow(() -> refused("wrong key"));
        requireLetIn(partner);
        return new Caller(partner, key);
    }

    private void requireLetIn(Partner partner) {
        if (environment == KycEnvironment.PRODUCTION && !partner.isProductionEnabled()) {
            throw new KycException(ErrorCode.PRODUCTION_NOT_ENABLED, "production is not enabled");
        }
    }

    private Caller caller(RequestFields request) {
        var partnerId = textOf(request, "partner_id");
        var signature = textOf(request, "signature");
        var timestamp = textOf(request, "timestamp");
        if (!StorableText.isStorable(partnerId)) {
            throw refused("partner_id is not an id");
        }
        var now = clock.instant();
        var partner = directory.apply(new PartnerId(partnerId));
        var keys = partner.map(known -> known.liveKeys(now)).orElse(List.of());
        var key = matching(keys, signature, timestamp, partnerId);
        if (partner.isEmpty()) {
            throw refusedOnceAllAreHere("unknown partner");
        }
        if (key.isEmpty()) {
            throw refusedOnceAllAreHere("wrong key");
        }
        if (!partner.get().isEnabled()) {
            throw refusedOnceAllAreHere("disabled partner");
        }
        requireRecent(timestamp, now);
        return new Caller(partner.get(), key.get());
    }

    /** Goes on after a match, so that neither the number of keys nor the one that matched can be timed. */
    private Optional<Partner.Secret> matching(
            List<Partner.Secret> keys, String signature, String timestamp, String partnerId) {
        Optional<Partner.Secret> match = Optional.empty();
        for (int i = 0; i < Math.max(KEYS_TRIED, keys.size()); i++) {
            var candidate = i < keys.size() ? keys.get(i) : nobodysKey;
            if (VendorSignature.matches(signature, candidate.value(), timestamp, partnerId)
                    && candidate != nobodysKey
                    && match.isEmpty()) {
                match = Optional.of(candidate);
            }
        }
        return match;
    }

    private static String randomKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private void requireRecent(String timestamp, Instant now) {
        var time =
                RequestTimestamp.parse(timestamp)
                        .orElseThrow(() -> refused("the timestamp cannot be read"));
        if (Duration.between(time, now).abs().compareTo(window) > 0) {
            throw refused("the timestamp is outside the window");
        }
    }

    /** Whatever is no text cannot have been signed. */
    private static String textOf(RequestFields request, String name) {
        if (request.values().get(name) instanceof FieldValue.Text(var value)) {
            return value;
        }
        throw refused(name + " is absent or not a string");
    }

    /** Just after the start nobody can tell a stranger from a partner that is not read yet. */
    private KycException refusedOnceAllAreHere(String reason) {
        return isDirectoryComplete.getAsBoolean()
                ? refused(reason)
                : new KycException(
                        ErrorCode.EVENT_LOG_UNAVAILABLE, reason + ", of those that are here");
    }

    private static KycException refused(String reason) {
        return new KycException(ErrorCode.NOT_AUTHORIZED, reason);
    }
}
