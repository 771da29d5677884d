package dev.kycplatform.sandbox.fault.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kycplatform.sandbox.fault.BodyFaults;
import dev.kycplatform.sandbox.fault.Faults;
import dev.kycplatform.sandbox.fault.Latency;
import dev.kycplatform.sandbox.fault.RateLimit;
import dev.kycplatform.sandbox.fault.http.FaultsReader.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsReaderTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void takesWhatIsAbsentAsOff() throws JsonProcessingException {
        assertThat(read("{}")).isEqualTo(new Reading.Valid(Faults.NONE));
    }

    @Test
    void takesEveryKnob() throws JsonProcessingException {
        var reading =
                read(
                        """
                        {"latency":{"median":"PT0.005S","p99":"PT0.05S"},"error_rate":0.25,
                         "outage":true,"rate_limit":{"per_second":50,"retry_after":"PT2S"},
                         "truncated_body":true,"oversized_body":3000000,
                         "wrong_content_type":"text/html; charset=utf-8","slow_drip":"PT20S"}
                        """);

        assertThat(reading)
                .isEqualTo(
                        new Reading.Valid(
                                new Faults(
                                        new Latency.Spread(
                                                Duration.ofMillis(5), Duration.ofMillis(50)),
                                        0.25,
                                        true,
                                        new RateLimit(50, Duration.ofSeconds(2)),
                                        new BodyFaults(
                                                true,
                                                3_000_000,
                                                "text/html; charset=utf-8",
                                                Duration.ofSeconds(20)))));
    }

    @Test
    void takesAFixedLatency() throws JsonProcessingException {
        assertThat(read("{\"latency\":{\"fixed\":\"PT0.5S\"}}"))
                .asInstanceOf(type(Reading.Valid.class))
                .extracting(valid -> valid.faults().latency())
                .isEqualTo(new Latency.Fixed(Duration.ofMillis(500)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|the body must be a JSON object",
                "{\"outtage\":true}|outtage is not a knob; there are error_rate, latency,",
                "{\"latency\":5}|latency must be a JSON object",
                "{\"latency\":{}}|latency must have either fixed, or median and p99",
                "{\"latency\":{\"median\":\"PT1S\"}}|latency must have either fixed, or median and p99",
                "{\"latency\":{\"fixed\":\"5ms\"}}|latency.fixed must be an ISO-8601 duration",
                "{\"latency\":{\"fixed\":\"PT11M\"}}|at most PT10M",
                "{\"latency\":{\"median\":\"PT2S\",\"p99\":\"PT1S\"}}|latency.p99 must not be shorter",
                "{\"latency\":{\"p95\":\"PT1S\"}}|latency.p95 is not a knob",
                "{\"error_rate\":1.1}|error_rate must be a number from 0 to 1",
                "{\"error_rate\":-0.1}|error_rate must be a number from 0 to 1",
                "{\"error_rate\":\"half\"}|error_rate must be a number from 0 to 1",
                "{\"outage\":\"yes\"}|outage must be true or false",
                "{\"rate_limit\":true}|rate_limit must be a JSON object",
                "{\"rate_limit\":{\"per_second\":0}}|rate_limit.per_second must be a whole number from 1",
                "{\"rate_limit\":{\"per_second\":1.5}}|rate_limit.per_second must be a whole number from 1",
                "{\"rate_limit\":{}}|rate_limit.per_second must be a whole number from 1",
                "{\"rate_limit\":{\"per_second\":1,\"retry_after\":2}}|rate_limit.retry_after must be an ISO",
                "{\"truncated_body\":1}|truncated_body must be true or false",
                "{\"oversized_body\":99999999999}|oversized_body must be a whole number from 1",
                "{\"wrong_content_type\":\"html\"}|wrong_content_type must be a media type",
                "{\"slow_drip\":\"PT0S\"}|slow_drip must be an ISO-8601 duration"
            })
    void saysWhatIsWrong(String body, String problem) throws JsonProcessingException {
        assertThat(read(body))
                .asInstanceOf(type(Reading.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.problems()).hasSize(1))
                .satisfies(invalid -> assertThat(invalid.problems().getFirst()).contains(problem));
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() throws JsonProcessingException {
        assertThat(read("{\"outage\":1,\"error_rate\":2}"))
                .asInstanceOf(type(Reading.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.problems()).hasSize(2));
    }

    private Reading read(String body) throws JsonProcessingException {
        return FaultsReader.read(json.readTree(body));
    }
}
