package dev.kycplatform.dispatcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.dispatcher.delivery.Outcome.Deferred;
import dev.kycplatform.dispatcher.delivery.Outcome.Delivered;
import dev.kycplatform.dispatcher.delivery.Outcome.Gone;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Answered;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import dev.kycplatform.dispatcher.endpoint.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 206, 299})
    void isDeliveredByEvery2xx(int status) {
        assertThat(outcome(status, null)).isEqualTo(new Delivered(status));
    }

    @Test
    void isGoneBy410() {
        assertThat(outcome(410, null)).isEqualTo(new Gone());
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 307, 308, 400, 401, 403, 404, 409, 422, 500, 502, 504, 599})
    void isDeferredByEverythingElse(int status) {
        assertThat(outcome(status, null))
                .isEqualTo(new Deferred(Failure.REFUSED, OptionalInt.of(status), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void isDeferredWithoutAnAnswer(Failure failure) {
        assertThat(Outcome.of(new Unanswered(failure), NOW))
                .isEqualTo(new Deferred(failure, OptionalInt.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 120, 120",
        "503, 0, 0",
        "503, ' 7 ', 7",
        "503, 'Sun, 01 Mar 2026 12:01:30 GMT', 90",
        "503, 'Sun, 01 Mar 2026 11:00:00 GMT', 0"
    })
    void remembersHowLongTheEndpointAskedToWait(int status, String header, long seconds) {
        assertThat(((Deferred) outcome(status, header)).retryAfter())
                .contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "500, 120",
        "301, 120",
        "429, -5",
        "429, soon",
        "429, ''",
        "503, 99999999999999999999",
        "503, 'Sun, 99 Mar 2026 12:01:30 GMT'"
    })
    void ignoresARequestToWaitThatIsMisplacedOrUnreadable(int status, String header) {
        assertThat(((Deferred) outcome(status, header)).retryAfter()).isEmpty();
    }

    private static Outcome outcome(int status, @Nullable String retryAfter) {
        return Outcome.of(new Answered(status, Optional.ofNullable(retryAfter), new byte[0]), NOW);
    }
}
