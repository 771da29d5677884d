package dev.kycplatform.dispatcher.delivery.http;

import dev.kycplatform.contracts.EpochMicros;
import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.dispatcher.delivery.DeliveryKey;
import dev.kycplatform.dispatcher.endpoint.Endpoint;
import dev.kycplatform.dispatcher.endpoint.Lane;
import dev.kycplatform.operators.http.Operators;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Where a page ends, as one URL-safe word. */
final class PageMark {
    private PageMark() {}

    static String of(DeliveryKey last) {
        return word(
                EpochMicros.of(last.acceptedAt()),
                last.webhookId().value(),
                last.endpoint().origin());
    }

    static String of(Lane last) {
        return word(last.partnerId().value(), last.endpoint().origin());
    }

    /** @throws dev.kycplatform.contracts.error.KycException with INVALID_REQUEST if it is none */
    static Optional<DeliveryKey> delivery(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parts = parts(word, 3);
            return Optional.of(
                    new DeliveryKey(
                            EpochMicros.parse(parts.get(0)),
                            new WebhookId(parts.get(1)),
                            new Endpoint(parts.get(2))));
        } catch (IllegalArgumentException _) {
            throw Operators.invalid("after must be the next_after of a page");
        }
    }

    /** @throws dev.kycplatform.contracts.error.KycException with INVALID_REQUEST if it is none */
    static Optional<Lane> lane(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        try {
            var parts = parts(word, 2);
            return Optional.of(new Lane(new PartnerId(parts.get(0)), new Endpoint(parts.get(1))));
        } catch (IllegalArgumentException _) {
            throw Operators.invalid("after must be the next_after of a page");
        }
    }

    /** None of the parts holds a line break. */
    private static String word(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> parts(String word, int many) {
        var parts =
                new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8)
                        .split("\n", -1);
        if (parts.length != many || String.join("", parts).indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not the end of a page");
        }
        return List.of(parts);
    }
}
