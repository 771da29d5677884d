package dev.kycplatform.callbackpolicy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A callback's address, taken apart by one parser: what is judged is what is connected to.
 *
 * @param value the whole of it, with its scheme; personal, never printed
 * @param host a name or an address literal, lower case, without brackets
 * @param port the one that is connected to, be it named or not
 * @param requestUri path and query as they are sent; personal, never printed
 */
public record CallbackUrl(
        String value,
        String scheme,
        String host,
        int port,
        String requestUri,
        boolean hasUserinfo) {
    private static final String DEFAULT_SCHEME = "https";

    private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

    private static final int MOST_CHARACTERS = 2048;

    /** A host name has at most 253 characters. */
    private static final int LONGEST_HOST = 253;

    private static final int LARGEST_PORT = 65_535;

    /** Empty if the text is no URL with a host. A URL without a scheme is https. */
    public static Optional<CallbackUrl> parse(String text) {
        var complete = WITH_SCHEME.matcher(text).matches() ? text : DEFAULT_SCHEME + "://" + text;
        if (complete.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var uri = new URI(complete);
            var host = uri.getHost();
            if (uri.getScheme() == null
                    || host == null
                    || host.length() > LONGEST_HOST
                    || isPortLeftOut(uri)
                    || uri.getPort() == 0
                    || uri.getPort() > LARGEST_PORT) {
                return Optional.empty();
            }
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            return Optional.of(
                    new CallbackUrl(
                            complete,
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

    private boolean isIpv6Literal() {
        return host.indexOf(':') >= 0;
    }

    /** {@code scheme://host:port}, all lower case: what may stand in the clear. */
    public String origin() {
        return scheme + "://" + (isIpv6Literal() ? "[" + host + "]" : host) + ":" + port;
    }

    /** Nobody means {@code https:/example.com} to be the host {@code https}. */
    private static boolean isPortLeftOut(URI uri) {
        return uri.getRawAuthority().endsWith(":");
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
        return origin();
    }
}
