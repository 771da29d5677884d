package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A callback address whose syntax may be used; where it leads is judged at each attempt, for a name
 * can lead elsewhere tomorrow. Without a scheme it is https (decisions, fields).
 */
public record CallbackUrl(String value) {
    private static final int MOST_CHARACTERS = 2048;

    /**
     * @param isPlainAllowed whether http will do; only in an unhardened deployment
     * @throws KycException with WRONG_TYPE if the address is refused
     */
    public static CallbackUrl parse(String text, boolean isPlainAllowed) {
        var complete = text.contains("://") ? text : "https://" + text;
        if (complete.length() > MOST_CHARACTERS) {
            throw refused("is longer than " + MOST_CHARACTERS + " characters");
        }
        var url = syntax(complete);
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && isPlainAllowed)) {
            throw refused("must be https");
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            throw refused("has no host");
        }
        if (url.getRawUserInfo() != null) {
            throw refused("must not carry a user name");
        }
        return new CallbackUrl(complete);
    }

    private static URI syntax(String text) {
        try {
            var url = new URI(text);
            if (url.getScheme() == null) {
                throw refused("has no scheme");
            }
            return url;
        } catch (URISyntaxException _) {
            throw refused("is not a URL");
        }
    }

    private static KycException refused(String why) {
        return new KycException(ErrorCode.WRONG_TYPE, "callback_url " + why);
    }
}
