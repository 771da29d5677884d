package dev.kycplatform.worker.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}: seconds, or a date. */
@ApplicationScoped
class RetryAfter {
    /** Nine digits are thirty years: more is no answer, and would only overflow. */
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /** Empty if it is neither, or past. */
    Optional<Duration> parse(String header) {
        var value = header.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            var until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return Optional.of(Duration.between(clock.instant(), until))
                    .filter(Duration::isPositive);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
