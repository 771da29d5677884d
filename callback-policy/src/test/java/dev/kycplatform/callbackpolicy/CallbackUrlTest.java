package dev.kycplatform.callbackpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com/cb?x=1, https://example.com:443, /cb?x=1",
        "HTTPS://Example.COM, https://example.com:443, /",
        "example.com/cb, https://example.com:443, /cb",
        "example.com:8443/cb, https://example.com:8443, /cb",
        "http://127.0.0.1:9000/a%20b?q=%26, http://127.0.0.1:9000, /a%20b?q=%26",
        "https://[2001:DB8::1]/x, https://[2001:db8::1]:443, /x",
        "https://example.com?x=1, https://example.com:443, /?x=1",
        "https://example.com/a#fragment, https://example.com:443, /a"
    })
    void takesAddressesApart(String text, String origin, String requestUri) {
        var url = CallbackUrl.parse(text).orElseThrow();

        assertThat(url.origin()).isEqualTo(origin);
        assertThat(url.requestUri()).isEqualTo(requestUri);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://",
                "://example.com",
                "https:///path",
                "https://exa mple.com",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://example.com:99999999999/",
                "https://[::1",
                "https://%31%32%37.0.0.1/",
                "https://exam\0ple.com"
            })
    void isEmptyForWhatIsNoAddress(String text) {
        assertThat(CallbackUrl.parse(text)).isEmpty();
    }

    @Test
    void isEmptyForWhatIsLongerThanAnyAddress() {
        assertThat(CallbackUrl.parse("https://example.com/" + "a".repeat(2028))).isPresent();
        assertThat(CallbackUrl.parse("https://example.com/" + "a".repeat(2029))).isEmpty();
    }

    @Test
    void withoutASchemeIsHttps() {
        assertThat(CallbackUrl.parse("example.com/cb?to=http://other/").orElseThrow().value())
                .isEqualTo("https://example.com/cb?to=http://other/");
    }

    @Test
    void neverPrintsPathAndQuery() {
        assertThat(CallbackUrl.parse("https://example.com/user-77?token=abc").orElseThrow())
                .hasToString("https://example.com:443");
    }
}
