package dev.kycplatform.intake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.KycEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Before all partners are read nobody is told for good that they are none. */
class AuthenticatePartnerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private boolean isComplete;

    private final AuthenticatePartner authentication =
            new AuthenticatePartner(
                    _ -> Optional.empty(),
                    () -> isComplete,
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    Duration.ofMinutes(15),
                    KycEnvironment.SANDBOX);

    @Test
    void aPartnerThatIsNotReadYetIsToldToComeAgain() {
        assertRefused(ErrorCode.EVENT_LOG_UNAVAILABLE);
    }

    @Test
    void aStrangerIsRefusedOnceAllPartnersAreHere() {
        isComplete = true;

        assertRefused(ErrorCode.NOT_AUTHORIZED);
    }

    private void assertRefused(ErrorCode code) {
        var request =
                new RequestFields(
                        Map.of(
                                "partner_id", new FieldValue.Text("1001"),
                                "timestamp", new FieldValue.Text(NOW.toString()),
                                "signature", new FieldValue.Text("c2lnbmF0dXJl")),
                        new byte[0]);

        assertThatThrownBy(() -> authentication.authenticate(request))
                .isInstanceOfSatisfying(
                        KycException.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
