package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.callbackpolicy.CallbackUrl;

/**
 * Where callbacks go, as it may stand in the clear: the origin of a URL. Its path and query are personal.
 *
 * @param origin {@code scheme://host:port}, all lower case
 */
public record Endpoint(String origin) {
    /** Of an address that is no URL, so that its delivery can be listed and ended like every other. */
    public static final Endpoint UNREADABLE = new Endpoint("unreadable");

    /** The endpoint of a callback's address. */
    public static Endpoint of(String url) {
        return CallbackUrl.parse(url)
                .map(parsed -> new Endpoint(parsed.origin()))
                .orElse(UNREADABLE);
    }

    @Override
    public String toString() {
        return origin;
    }
}
