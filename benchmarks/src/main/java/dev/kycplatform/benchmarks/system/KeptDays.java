package dev.kycplatform.benchmarks.system;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Partitions of days that are over, as services make and keep them. */
public final class KeptDays {
    private KeptDays() {}

    /**
     * Of the days before one, where there are none.
     *
     * @param table with its schema
     */
    public static void make(MeasuredSystem system, String table, LocalDate before, int days) {
        for (int ago = 1; ago <= days; ago++) {
            var day = before.minusDays(ago);
            system.update(
                    "CREATE TABLE IF NOT EXISTS %s_%s PARTITION OF %1$s FOR VALUES FROM ('%s 00:00Z') TO ('%s 00:00Z')"
                            .formatted(
                                    table,
                                    day.format(DateTimeFormatter.BASIC_ISO_DATE),
                                    day,
                                    day.plusDays(1)));
        }
    }
}
