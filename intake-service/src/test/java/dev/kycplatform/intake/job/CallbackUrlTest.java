package dev.kycplatform.intake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlTest {
    @Test
    void withoutASchemeIsHttps() {
        assertThat(CallbackUrl.parse("example.webhook.com/kyc?x=1", false).value())
                .isEqualTo("https://example.webhook.com/kyc?x=1");
    }

    @Test
    void mayBePlainOnlyWhereThatIsAllowed() {
        assertThat(CallbackUrl.parse("http://127.0.0.1:9/cb", true).value())
                .isEqualTo("http://127.0.0.1:9/cb");
        assertThatThrownBy(() -> CallbackUrl.parse("http://127.0.0.1:9/cb", false))
                .isInstanceOf(KycException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "https://",
                "https:///path",
                "https://user:secret@example.com/",
                "https://exa mple.com/",
                "javascript://alert(1)"
            })
    void refusesWhatCannotBeACallback(String text) {
        assertThatThrownBy(() -> CallbackUrl.parse(text, true))
                .isInstanceOfSatisfying(
                        KycException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_TYPE));
    }
}
