package dev.kycplatform.flow.entity;

import dev.kycplatform.flow.FlowConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;

/** Which dates of birth are taken, and the contract's words for those that are not (section 2). */
@ApplicationScoped
public class Birthdates {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    private final Clock clock;
    private final int leastAge;
    private final int mostAge;

    Birthdates(Clock clock, FlowConfig config) {
        this.clock = clock;
        this.leastAge = config.registration().leastAge();
        this.mostAge = config.registration().mostAge();
    }

    /** A date, or why it is none. */
    public sealed interface Reading {
        record Taken(LocalDate date) implements Reading {
            @Override
            public String toString() {
                return "Taken";
            }
        }

        /** @param messages for whoever sent it: they quote the date */
        record Refused(List<String> messages) implements Reading {
            @Override
            public String toString() {
                return "Refused";
            }
        }
    }

    public Reading read(String text) {
        try {
            return checked(LocalDate.parse(text, FORM));
        } catch (DateTimeParseException _) {
            return new Reading.Refused(List.of("Not a valid date: must be YYYY-MM-DD."));
        }
    }

    private Reading checked(LocalDate date) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var age = Period.between(date, today).getYears();
        if (age < leastAge || date.isAfter(today)) {
            return refused("Registered user must be %d.".formatted(leastAge), date, age, today);
        }
        if (age > mostAge) {
            return refused(
                    "Not a valid birthdate, maximum allowed %d.".formatted(mostAge),
                    date,
                    age,
                    today);
        }
        return new Reading.Taken(date);
    }

    private static Reading refused(String why, LocalDate date, int age, LocalDate today) {
        return new Reading.Refused(
                List.of(
                        why,
                        "Received birthdate: " + date,
                        "Derived age: " + age,
                        "Current server date: " + today));
    }
}
