package dev.kycplatform.intake.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How well an ID type's authority answers, by windows of ten minutes (decisions, authority status).
 *
 * @param lastChecked when it was last asked; empty if never
 * @param lastCheck its status within the last hour
 * @param lastKnown its status when it was last asked, however long ago
 * @param lastHourRate answered of a hundred asked in the last hour, rounded down; empty if none were
 * @param lastCheckRate the same in the latest window of the last hour
 */
public record AuthorityStatus(
        Optional<Instant> lastChecked,
        Health lastCheck,
        Health lastKnown,
        OptionalInt lastHourRate,
        OptionalInt lastCheckRate) {
    private static final Duration HOUR = Duration.ofHours(1);

    /** What a share of answers amounts to. */
    public enum Health {
        ONLINE("online"),
        INTERRUPTION("interruption"),
        OFFLINE("offline"),
        /** Nobody asked. */
        UNKNOWN("unknown");

        private static final int ONLINE_FROM = 91;
        private static final int INTERRUPTION_ABOVE = 50;

        private final String wire;

        Health(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        static Health of(OptionalInt rate) {
            if (rate.isEmpty()) {
                return UNKNOWN;
            }
            if (rate.getAsInt() >= ONLINE_FROM) {
                return ONLINE;
            }
            return rate.getAsInt() > INTERRUPTION_ABOVE ? INTERRUPTION : OFFLINE;
        }
    }

    /** What was asked and answered in ten minutes. */
    public record Window(Instant start, long asked, long answered, Instant lastAskedAt) {}

    /** @param windows latest first; each with something asked */
    static AuthorityStatus of(List<Window> windows, Instant now) {
        var ofTheHour =
                windows.stream()
                        .filter(window -> window.lastAskedAt().isAfter(now.minus(HOUR)))
                        .toList();
        var lastCheck = rate(ofTheHour.stream().limit(1).toList());
        return new AuthorityStatus(
                windows.stream().findFirst().map(Window::lastAskedAt),
                Health.of(lastCheck),
                Health.of(rate(windows.stream().limit(1).toList())),
                rate(ofTheHour),
                lastCheck);
    }

    private static OptionalInt rate(List<Window> windows) {
        var asked = windows.stream().mapToLong(Window::asked).sum();
        var answered = windows.stream().mapToLong(Window::answered).sum();
        return asked == 0
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(100 * answered / asked));
    }
}
