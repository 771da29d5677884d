package dev.kycplatform.worker.authority;

import java.net.URI;

/**
 * Which addresses a connector file may name.
 *
 * @param isPlaintextAllowed whether an authority may be asked without TLS
 */
record AddressRule(Settings settings, boolean isPlaintextAllowed) {
    /**
     * The address with its settings filled in.
     *
     * @throws IllegalArgumentException unless it is an absolute one that may be asked
     */
    String absolute(String text) {
        var address = settings.resolve(text);
        var url = URI.create(Settings.REFERENCE.matcher(address).replaceAll("x"));
        if (url.getHost() == null || !isWeb(url.getScheme())) {
            throw new IllegalArgumentException(text);
        }
        if (!isPlaintextAllowed && !"https".equalsIgnoreCase(url.getScheme())) {
            throw new IllegalArgumentException("plaintext, while kyc.hardened is true");
        }
        return address;
    }

    private static boolean isWeb(String scheme) {
        return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
    }
}
