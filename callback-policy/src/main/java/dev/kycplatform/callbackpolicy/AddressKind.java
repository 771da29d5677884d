package dev.kycplatform.callbackpolicy;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an IP address is to callbacks (IANA special-purpose registries, RFC 6890). */
enum AddressKind {
    /** Somebody's on the internet. */
    PUBLIC,
    /** This machine. */
    LOOPBACK,
    /** Private, link-local, metadata, multicast, reserved, or another address in disguise. */
    SPECIAL;

    /** One spelling only: no octal, hex or joined parts, no prefix, wildcard, range or zone. */
    private static final IPAddressStringParameters STRICT =
            new IPAddressStringParameters.Builder()
                    .allowEmpty(false)
                    .allowAll(false)
                    .allowSingleSegment(false)
                    .allowPrefix(false)
                    .allowMask(false)
                    .allowWildcardedSeparator(false)
                    .getIPv4AddressParametersBuilder()
                    .allow_inet_aton(false)
                    .allowLeadingZeros(false)
                    .getParentBuilder()
                    .getIPv6AddressParametersBuilder()
                    .allowZone(false)
                    .allowBase85(false)
                    .getParentBuilder()
                    .toParams();

    private static final Pattern LOCALHOST =
            Pattern.compile("(.*\\.)?localhost\\.?", Pattern.CASE_INSENSITIVE);

    private static final List<IPAddress> LOOPBACKS = ranges("127.0.0.0/8", "::1/128");

    private static final List<IPAddress> SPECIAL_IPV4 =
            ranges(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT; metadata of one cloud
                    "168.63.129.16/32", // metadata of another
                    "169.254.0.0/16", // link-local; metadata of most
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments; metadata of yet another
                    "192.0.2.0/24", // documentation
                    "192.31.196.0/24", // AS112
                    "192.52.193.0/24", // AMT
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "192.175.48.0/24", // AS112
                    "198.18.0.0/15", // benchmarking
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4"); // reserved, broadcast

    /** What IANA gives out to the public; all else of IPv6 is special, mapped and NAT64 forms too. */
    private static final IPAddress PUBLIC_IPV6 = range("2000::/3");

    private static final List<IPAddress> SPECIAL_IPV6 =
            ranges(
                    "2001::/23", // protocol assignments, Teredo among them
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "2620:4f:8000::/48", // AS112
                    "3fff::/20"); // documentation

    /** The last half of an ISATAP address, which hides an IPv4 address, but for two bits of no matter. */
    private static final long ISATAP = 0x0000_5efeL;

    static AddressKind of(InetAddress address) {
        return of(new IPAddressGenerator().from(address));
    }

    /**
     * The kind of a host that is spelled as an address; empty if it is a name. What looks like an address
     * in any but the plain spelling is {@link #SPECIAL}, for others may read it otherwise. {@code
     * localhost} and all below it are this machine's, whatever a name server says (RFC 6761).
     */
    static Optional<AddressKind> ofLiteral(String host) {
        if (LOCALHOST.matcher(host).matches()) {
            return Optional.of(LOOPBACK);
        }
        var lastLabel = host.substring(host.lastIndexOf('.', host.length() - 2) + 1);
        var isName = host.indexOf(':') < 0 && !Character.isDigit(lastLabel.charAt(0));
        if (isName) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(new IPAddressString(host, STRICT).toAddress()));
        } catch (AddressStringException | IncompatibleAddressException _) {
            return Optional.of(SPECIAL);
        }
    }

    private static AddressKind of(IPAddress address) {
        if (LOOPBACKS.stream().anyMatch(range -> range.contains(address))) {
            return LOOPBACK;
        }
        var isSpecial =
                address.isIPv4()
                        ? SPECIAL_IPV4.stream().anyMatch(range -> range.contains(address))
                        : !PUBLIC_IPV6.contains(address)
                                || isIsatap(address)
                                || SPECIAL_IPV6.stream().anyMatch(range -> range.contains(address));
        return isSpecial ? SPECIAL : PUBLIC;
    }

    private static boolean isIsatap(IPAddress address) {
        var middle = address.getBytes();
        long identifier =
                (middle[8] & 0xfcL) << 24
                        | (middle[9] & 0xffL) << 16
                        | (middle[10] & 0xffL) << 8
                        | (middle[11] & 0xffL);
        return identifier == ISATAP;
    }

    private static List<IPAddress> ranges(String... ranges) {
        return Stream.of(ranges).map(AddressKind::range).toList();
    }

    private static IPAddress range(String text) {
        return new IPAddressString(text).getAddress().toPrefixBlock();
    }
}
