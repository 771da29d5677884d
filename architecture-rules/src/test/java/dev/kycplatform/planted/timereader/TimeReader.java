package dev.kycplatform.planted.timereader;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.function.Supplier;

class TimeReader {
    Instant asksInstant() {
        return Instant.now();
    }

    Supplier<Instant> refersToInstant() {
        return Instant::now;
    }

    Supplier<Instant> asksInLambda() {
        return () -> Instant.now().plusSeconds(1);
    }

    LocalDate asksLocalDate() {
        return LocalDate.now();
    }

    LocalDateTime asksWithZone(ZoneId zone) {
        return LocalDateTime.now(zone);
    }

    ZonedDateTime asksZonedDateTime() {
        return ZonedDateTime.now();
    }

    LocalDate asksChronology() {
        return IsoChronology.INSTANCE.dateNow();
    }

    long asksSystem() {
        return System.currentTimeMillis();
    }

    Date makesDate() {
        return new Date();
    }

    Calendar makesCalendar() {
        return Calendar.getInstance();
    }

    Calendar makesGregorianCalendar() {
        return new GregorianCalendar();
    }

    Clock makesClock() {
        return Clock.systemUTC();
    }

    Clock makesTickingClock(ZoneId zone) {
        return Clock.tickSeconds(zone);
    }

    InstantSource makesInstantSource() {
        return InstantSource.system();
    }
}
