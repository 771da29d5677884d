package dev.kycplatform.dispatcher.endpoint;

import dev.kycplatform.callbackpolicy.CallbackUrl;
import java.util.Optional;

/**
 * Where callbacks go, as it may stand in the clear: the origin of a URL. Its path and query are personal.
 *
 * @param origin {@code scheme://host:port}, all lower case; and, of an app's, {@code #} and its id
 */
public record Endpoint(String origin) {
    private static final char MARK = '#';

    /** Of an address that is no URL, so that its delivery can be listed and ended like every other. */
    public static final Endpoint UNREADABLE = new Endpoint("unreadable");

    /** The endpoint of a callback's address. */
    public static Endpoint of(String url) {
        return CallbackUrl.parse(url)
                .map(parsed -> new Endpoint(parsed.origin()))
                .orElse(UNREADABLE);
    }

    /**
     * One that an app has registered: the origin and, after a {@code #}, its id, for an app may have several at
     * one origin, each a delivery and a lane of its own.
     */
    public static Endpoint registered(String url, String id) {
        return new Endpoint(of(url).origin() + MARK + id);
    }

    /** The id of a registered one. */
    public Optional<String> id() {
        var mark = origin.indexOf(MARK);
        return mark < 0 ? Optional.empty() : Optional.of(origin.substring(mark + 1));
    }

    @Override
    public String toString() {
        return origin;
    }
}
