package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.Partner;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The recipe as a partner follows it: made here from the JDK alone, so that it checks the platform's own. */
final class PartnerSignature {
    private PartnerSignature() {}

    static String of(Partner partner, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            partner.apiKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = timestamp + partner.partnerId() + "sid_request";
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
