package dev.kycplatform.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventIdTest {
    @Test
    void isTheSameForTheSameFactAndNoOther() {
        assertThat(EventId.of("job-completed", "001", "j1"))
                .isEqualTo(EventId.of("job-completed", "001", "j1"))
                .isNotEqualTo(EventId.of("job-completed", "00", "1j1"))
                .isNotEqualTo(EventId.of("job-requested", "001", "j1"));
    }

    @Test
    void aTraceIsContinuedIfItsFormIsValidAndBegunIfNot() {
        var valid = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(TraceParent.continuing(Optional.of(valid)).value()).isEqualTo(valid);
        assertThat(TraceParent.continuing(Optional.of("nonsense")).value())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }
}
