package dev.kycplatform.dispatcher.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.dispatcher.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackPolicyTest {
    private final CallbackPolicy hardened =
            new CallbackPolicy(Settings.deployment(true), Settings.with(Map.of()));
    private final CallbackPolicy development =
            new CallbackPolicy(Settings.deployment(false), Settings.with(Map.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2001:4860:4860::8888",
                "2a00:1450:4001:82a::200e",
                "2003::1",
                "2400:cb00::1"
            })
    void allowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(hardened.allows(InetAddress.getByName(address))).isTrue();
        assertThat(development.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // this network, private, carrier-grade NAT, link-local
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                // metadata
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "fd00:ec2::254",
                // protocol assignments, documentation, relays, benchmarking
                "192.0.0.8",
                "192.0.2.1",
                "192.31.196.1",
                "192.52.193.1",
                "192.88.99.1",
                "192.175.48.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                // multicast, reserved, broadcast
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                // the same in IPv6
                "::",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "ff0e::1",
                "100::1",
                "2001:db8::1",
                "3fff::1",
                "5f00::1",
                "2620:4f:8000::1",
                // IPv4 in disguise: 6to4, Teredo, ORCHID, NAT64, compatible, ISATAP
                "2002:0a00:0001::1",
                "2002:7f00:1::",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:f5ff:fffe",
                "2001:10::1",
                "2001:20::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::1",
                "::10.0.0.1",
                "::8.8.8.8",
                "2a00:1450::5efe:a00:1",
                "2a00:1450::200:5efe:a00:1"
            })
    void refusesSpecialAddresses(String address) throws UnknownHostException {
        assertThat(hardened.allows(InetAddress.getByName(address))).isFalse();
        assertThat(development.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "::1"})
    void allowsThisMachineInDevelopmentOnly(String address) throws UnknownHostException {
        assertThat(hardened.allows(InetAddress.getByName(address))).isFalse();
        assertThat(development.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/cb",
                "https://example.com:443/cb?job=1",
                "https://example.com:8443/",
                "https://sub-domain.example.co.uk/a/b/c",
                "https://xn--bcher-kva.example/",
                "https://example.com./cb",
                "https://8.8.8.8/cb",
                "https://[2606:4700:4700::1111]/cb",
                "example.com/cb"
            })
    void hasNothingAgainstOrdinaryAddresses(String url) {
        assertThat(hardened.refusalOf(CallbackUrl.parse(url).orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/, SCHEME_FORBIDDEN",
        "ftp://example.com/, SCHEME_FORBIDDEN",
        "file://example.com/etc/passwd, SCHEME_FORBIDDEN",
        "gopher://example.com/, SCHEME_FORBIDDEN",
        "jar://example.com/, SCHEME_FORBIDDEN",
        "https://user@example.com/, USERINFO_FORBIDDEN",
        "https://user:secret@example.com/, USERINFO_FORBIDDEN",
        "https://example.com@10.0.0.1/, USERINFO_FORBIDDEN",
        "https://@example.com/, USERINFO_FORBIDDEN",
        "https://example.com:22/, PORT_FORBIDDEN",
        "https://example.com:80/, PORT_FORBIDDEN",
        "https://example.com:6379/, PORT_FORBIDDEN",
        "https://example.com:9092/, PORT_FORBIDDEN",
        "https://127.0.0.1/, ADDRESS_FORBIDDEN",
        "https://10.0.0.1/, ADDRESS_FORBIDDEN",
        "https://169.254.169.254/latest/meta-data, ADDRESS_FORBIDDEN",
        "https://010.0.0.1/, ADDRESS_FORBIDDEN",
        "https://08.8.8.8/, ADDRESS_FORBIDDEN",
        "https://[::1]/, ADDRESS_FORBIDDEN",
        "https://[::]/, ADDRESS_FORBIDDEN",
        "https://[::ffff:127.0.0.1]/, ADDRESS_FORBIDDEN",
        "https://[::ffff:7f00:1]/, ADDRESS_FORBIDDEN",
        "https://[::ffff:8.8.8.8]/, ADDRESS_FORBIDDEN",
        "https://[::8.8.8.8]/, ADDRESS_FORBIDDEN",
        "https://[64:ff9b::8.8.8.8]/, ADDRESS_FORBIDDEN",
        "https://[2002:808:808::1]/, ADDRESS_FORBIDDEN",
        "https://[2001::1]/, ADDRESS_FORBIDDEN",
        "https://[fd00:ec2::254]/, ADDRESS_FORBIDDEN",
        "https://[fe80::1]/, ADDRESS_FORBIDDEN"
    })
    void refusesHostileAddressesBeforeAnyNameIsLookedUp(String url, Failure why) {
        assertThat(hardened.refusalOf(CallbackUrl.parse(url).orElseThrow())).contains(why);
    }

    /** Spellings that some parsers take for an address: either no URL at all, or refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x7f.1/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0/",
                "https://127.0.0.1./",
                "https://127.0.0.1.:443/",
                "https://1.2.3.4.5/",
                "https://256.256.256.256/",
                "https://\u2460\u2461\u2466.0.0.1/",
                "https://127\u30020.0.1/",
                "https://[fe80::1%25eth0]/",
                "https://[fe80::1%eth0]/",
                "https://[::ffff:0x7f.0.0.1]/",
                "https://[1::2::3]/",
                "https://[v1.fe80::a]/",
                "https://10.0.0.1\\@example.com/",
                "https://example.com\\@10.0.0.1/",
                "https://example.com#@10.0.0.1:99999/",
                "https://10.0.0.0-255/",
                "https://10.0.0.*/",
                "https://10.0.0.1%2f@example.com/"
            })
    void isNotFooledByUnusualSpellings(String text) {
        var url = CallbackUrl.parse(text);

        assertThat(
                        url.isEmpty()
                                || hardened.refusalOf(url.get()).isPresent()
                                || url.get().host().equals("example.com"))
                .isTrue();
    }

    @Test
    void allowsPlainHttpAndEveryPortInDevelopmentOnly() {
        var url = CallbackUrl.parse("http://127.0.0.1:9000/cb").orElseThrow();

        assertThat(development.refusalOf(url)).isEmpty();
        assertThat(hardened.refusalOf(url)).isPresent();
    }

    @Test
    void refusesPrivateNetworksInDevelopmentToo() {
        assertThat(development.refusalOf(CallbackUrl.parse("http://10.0.0.1/").orElseThrow()))
                .contains(Failure.ADDRESS_FORBIDDEN);
    }
}
