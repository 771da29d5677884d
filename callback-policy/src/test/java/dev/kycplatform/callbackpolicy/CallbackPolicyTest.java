package dev.kycplatform.callbackpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.callbackpolicy.Verdict.Allowed;
import dev.kycplatform.callbackpolicy.Verdict.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackPolicyTest {
    private static final String NAME = "https://example.com/cb";
    private static final Verdict FORBIDDEN = new Refused(Refusal.ADDRESS_FORBIDDEN);

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
    void allowsPublicAddresses(String address) {
        assertThat(TestPolicy.with(true, address).resolve(NAME)).isInstanceOf(Allowed.class);
        assertThat(TestPolicy.with(false, address).resolve(NAME)).isInstanceOf(Allowed.class);
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
    void refusesSpecialAddresses(String address) {
        assertThat(TestPolicy.with(true, address).resolve(NAME)).isEqualTo(FORBIDDEN);
        assertThat(TestPolicy.with(false, address).resolve(NAME)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.255.255.254", "::1"})
    void allowsThisMachineInDevelopmentOnly(String address) {
        assertThat(TestPolicy.with(true, address).resolve(NAME)).isEqualTo(FORBIDDEN);
        assertThat(TestPolicy.with(false, address).resolve(NAME)).isInstanceOf(Allowed.class);
    }

    @Test
    void oneForbiddenAddressOfANameForbidsAll() {
        assertThat(TestPolicy.with(true, "8.8.8.8", "10.0.0.1").resolve(NAME)).isEqualTo(FORBIDDEN);
    }

    @Test
    void aNameThatStandsForNothingIsRefused() {
        assertThat(TestPolicy.with(true).resolve(NAME))
                .isEqualTo(new Refused(Refusal.NAME_UNKNOWN));
    }

    @Test
    void looksNoNameUpThatIsRefusedAnyway() {
        assertThat(TestPolicy.with(true).resolve("http://example.com/"))
                .isEqualTo(new Refused(Refusal.SCHEME_FORBIDDEN));
        assertThat(TestPolicy.with(true).resolve("exam\0ple.com"))
                .isEqualTo(new Refused(Refusal.UNREADABLE));
    }

    @Test
    void judgingLooksNoNameUp() {
        assertThat(TestPolicy.with(true).judge(NAME)).isInstanceOf(Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9000/cb",
                "http://localhost:9000/cb",
                "https://[::1]:1/",
                "http://example.com:25/"
            })
    void allowsPlainHttpItsOwnMachineAndEveryPortInDevelopmentOnly(String address) {
        assertThat(TestPolicy.with(false).judge(address)).isInstanceOf(Allowed.class);
        assertThat(TestPolicy.with(true).judge(address)).isInstanceOf(Refused.class);
    }

    @Test
    void refusesPrivateNetworksInDevelopmentToo() {
        assertThat(TestPolicy.with(false).judge("http://10.0.0.1/")).isEqualTo(FORBIDDEN);
    }

    @Test
    void goesToTheUsualPortsAndWaitsForNamesWithinBounds() {
        assertThat(TestPolicy.settings().ports()).containsExactly(443, 8443);
        assertThat(TestPolicy.settings().lookupTimeout()).isEqualTo(Duration.ofSeconds(5));
    }
}
