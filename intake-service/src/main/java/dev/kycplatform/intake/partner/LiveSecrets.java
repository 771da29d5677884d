package dev.kycplatform.intake.partner;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.partner.RegisteredPartner.SealedSecret;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A partner's live secrets of one kind: one, and a second one while a rotation lasts. The newest has no
 * end, so that the clock alone never locks a partner out.
 *
 * <pre>
 * one ──rotate──▶ two ──the former's end, or the removal of either──▶ one
 *                  └──rotate, ending the oldest now──▶ two
 * </pre>
 *
 * @param newestFirst at least one, at most {@link #MOST}
 */
public record LiveSecrets(List<SealedSecret> newestFirst) {
    static final int MOST = 2;

    static LiveSecrets of(List<SealedSecret> secrets, PartnerSecretKind kind, Instant now) {
        return new LiveSecrets(
                secrets.stream()
                        .filter(secret -> secret.kind() == kind && secret.isLive(now))
                        .sorted(Comparator.comparing(SealedSecret::createdAt).reversed())
                        .toList());
    }

    /**
     * A new one beside the newest, which gets an end; one it has already is not put off.
     *
     * @param endsOldest whether, of two, the older one makes room
     * @throws KycException with CONFLICT if there are two and none makes room
     */
    LiveSecrets rotated(SealedSecret fresh, Instant previousValidUntil, boolean endsOldest) {
        if (newestFirst.size() >= MOST && !endsOldest) {
            throw new KycException(
                    ErrorCode.CONFLICT,
                    "two are live already (%s): wait for the older one's end, remove one, or set end_oldest to true"
                            .formatted(ids()));
        }
        return newestFirst.stream()
                .findFirst()
                .map(former -> former.endingAt(earlier(former, previousValidUntil)))
                .map(former -> new LiveSecrets(List.of(fresh, former)))
                .orElseGet(() -> new LiveSecrets(List.of(fresh)));
    }

    /**
     * Without this one, at once. The one that stays has no end any more: removing the new one of a
     * rotation takes the rotation back.
     *
     * @throws KycException with NOT_FOUND if it is not live, CONFLICT if it is the only one
     */
    LiveSecrets without(String secretId) {
        if (newestFirst.stream().noneMatch(secret -> secret.id().equals(secretId))) {
            throw new KycException(
                    ErrorCode.NOT_FOUND,
                    "secret_id must name a live one; there is no such (live: %s)".formatted(ids()));
        }
        if (newestFirst.size() == 1) {
            throw new KycException(
                    ErrorCode.CONFLICT, "it is the only live one: rotate first, then remove it");
        }
        return new LiveSecrets(
                newestFirst.stream()
                        .filter(secret -> !secret.id().equals(secretId))
                        .map(secret -> secret.endingAt(null))
                        .toList());
    }

    private static Instant earlier(SealedSecret former, Instant end) {
        var its = former.notAfter();
        return its != null && its.isBefore(end) ? its : end;
    }

    private String ids() {
        return newestFirst.stream().map(SealedSecret::id).collect(Collectors.joining(", "));
    }
}
