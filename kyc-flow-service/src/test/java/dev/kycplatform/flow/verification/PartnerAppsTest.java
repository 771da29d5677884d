package dev.kycplatform.flow.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.flow.DefaultConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerAppsTest {
    private static final AppHandle ONE = new AppHandle("one");
    private static final AppHandle OTHER = new AppHandle("other");

    @Test
    void withoutPartnersAnAppAsksAboutItsOwnUsersOnly() {
        var partners = new PartnerApps(DefaultConfig.config());

        assertThat(partners.mayAsk(ONE, ONE)).isTrue();
        assertThat(partners.mayAsk(ONE, OTHER)).isFalse();
    }

    @Test
    void whoIsNamedMayAskAndNotTheOtherWayRound() {
        var partners = named("One.silamoney.eth/other, third/one");

        assertThat(partners.mayAsk(ONE, OTHER)).isTrue();
        assertThat(partners.mayAsk(OTHER, ONE)).isFalse();
        assertThat(partners.mayAsk(new AppHandle("third"), ONE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "one/", "/one", "one/other/third", "one/o ther"})
    void whatIsNoPairIsRefused(String written) {
        assertThatThrownBy(() -> named(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("partner-apps")
                .hasMessageContaining("ASKING/ASKED");
    }

    private static PartnerApps named(String pairs) {
        return new PartnerApps(DefaultConfig.with(Map.of("flow.verification.partner-apps", pairs)));
    }
}
