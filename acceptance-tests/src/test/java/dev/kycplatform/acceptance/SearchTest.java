package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final String SECRET = "Wq1first_nameÇelik";
    private final Search search = Search.forText(SECRET);

    @Test
    void findsEveryForm() {
        var utf8 = SECRET.getBytes(StandardCharsets.UTF_8);

        assertThat(in("..." + SECRET + "...")).isTrue();
        assertThat(in("wq1FIRST_nameÇELIK")).isTrue();
        assertThat(in(HexFormat.of().withUpperCase().formatHex(utf8))).isTrue();
        assertThat(in("{\"a\":\"Wq1first_name\\u00c7elik\"}")).isTrue();
        assertThat(in("q=Wq1first_name%C3%87elik&")).isTrue();
        assertThat(in("Wq1 first name")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz"})
    void findsBase64AtEveryAlignment(String before) {
        var whole = (before + SECRET + "after").getBytes(StandardCharsets.UTF_8);

        assertThat(in("..." + Base64.getEncoder().encodeToString(whole))).isTrue();
        assertThat(in("..." + Base64.getUrlEncoder().encodeToString(whole))).isTrue();
    }

    @Test
    void tellsAllTextsThatAreThereAndInWhichForms() {
        var both = Search.forTexts(List.of("Wq1first", "Wq1last", "Wq1other"));
        var content =
                "Wq1last, wq1FIRST, "
                        + HexFormat.of().formatHex("Wq1last".getBytes(StandardCharsets.UTF_8));

        assertThat(both.in(content.getBytes(StandardCharsets.UTF_8)))
                .containsExactlyInAnyOrder("Wq1last (raw)", "Wq1first (raw)", "Wq1last (hex)");
        assertThat(both.in(new byte[] {'W', 'q'})).isEmpty();
    }

    private boolean in(String content) {
        return !search.in(content.getBytes(StandardCharsets.UTF_8)).isEmpty();
    }
}
