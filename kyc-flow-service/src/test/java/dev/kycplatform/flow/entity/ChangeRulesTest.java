package dev.kycplatform.flow.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.FakeConfig;
import dev.kycplatform.flow.entity.Detail.Kind;
import dev.kycplatform.flow.entity.VerificationStanding.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final ChangeRules rules = new ChangeRules(FakeConfig.defaults());

    @ParameterizedTest
    @CsvSource({
        // kind, is one pending, when one passed, is it allowed
        "EMAIL,       false, ,        true",
        "EMAIL,       true,  ,        true",
        "EMAIL,       false, PT1S,    true",
        "PHONE,       true,  PT1S,    true",
        "ID_DOCUMENT, true,  PT1S,    true",
        "DEVICE,      true,  PT1S,    true",
        "ADDRESS,     false, ,        true",
        "ADDRESS,     true,  ,        false",
        "ADDRESS,     false, PT719H59M59S, false",
        "ADDRESS,     false, PT720H,  true",
        "ADDRESS,     true,  PT720H,  false",
        "IDENTITY,    false, ,        true",
        "IDENTITY,    true,  ,        false",
        "IDENTITY,    false, PT1S,    false",
        "IDENTITY,    false, PT87600H, false",
    })
    void saysWhatMayChange(
            Kind kind, boolean isPending, @Nullable Duration passedAgo, boolean isAllowed) {
        var standing = new Standing(isPending, Optional.ofNullable(passedAgo).map(NOW::minus));
        assertThat(isAllowed(() -> rules.check(kind, standing, NOW))).isEqualTo(isAllowed);
    }

    @ParameterizedTest
    @CsvSource({"false, , true", "true, , false", "false, PT1S, true"})
    void saysWhetherTheProfileMayChange(
            boolean isPending, @Nullable Duration passedAgo, boolean isAllowed) {
        var standing = new Standing(isPending, Optional.ofNullable(passedAgo).map(NOW::minus));
        assertThat(isAllowed(() -> rules.checkProfile(standing))).isEqualTo(isAllowed);
    }

    private static boolean isAllowed(Runnable check) {
        var failure = catchThrowable(check::run);
        if (failure != null) {
            assertThat(((FlowException) failure).error()).isEqualTo(FlowError.UPDATE_REFUSED);
        }
        return failure == null;
    }
}
