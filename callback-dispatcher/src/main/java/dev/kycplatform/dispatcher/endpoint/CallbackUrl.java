package dev.kycplatform.dispatcher.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * A callback's address, taken apart by one parser: what is judged is what is connected to.
 *
 * @param host a name or an address literal, lower case, without brackets
 * @param port the one that is connected to, be it named or not
 * @param requestUri path and query as they are sent; personal, never printed
 */
public record CallbackUrl(
        String scheme, String host, int port, String requestUri, boolean hasUserinfo) {
    private static final String DEFAULT_SCHEME = "https";

    /** A host name has at most 253 characters; all else of a URL is the partner's own business. */
    private static final int LONGEST_HOST = 253;

    private static final int LARGEST_PORT = 65_535;

    /** Empty if the text is no URL with a host. A URL without a scheme is https. */
    public static Optional<CallbackUrl> parse(String text) {
        try {
            var uri = new URI(text.contains("://") ? text : DEFAULT_SCHEME + "://" + text);
            var host = uri.getHost();
            if (uri.getScheme() == null
                    || host == null
                    || host.length() > LONGEST_HOST
                    || uri.getPort() == 0
                    || uri.getPort() > LARGEST_PORT) {
                return Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            return Optional.of(
                    new CallbackUrl(
                            scheme,
                            bare(host),
                            uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort(),
                            requestUri(uri),
                            uri.getRawUserInfo() != null));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    public boolean isSecure() {
        return scheme.equals(DEFAULT_SCHEME);
    }

    public boolean isIpv6Literal() {
        return host.indexOf(':') >= 0;
    }

    public Endpoint endpoint() {
        return new Endpoint(
                scheme + "://" + (isIpv6Literal() ? "[" + host + "]" : host) + ":" + port);
    }

    private static String bare(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("http") ? 80 : 443;
    }

    private static String requestUri(URI uri) {
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** Never prints path and query. */
    @Override
    public String toString() {
        return endpoint().origin();
    }
}
