package dev.kycplatform.sandbox.person;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Somebody a registry knows; {@code photo} is null if it has none. */
public record Person(
        String firstName,
        String middleName,
        String lastName,
        LocalDate bornOn,
        Gender gender,
        String phone,
        String address,
        String birthplace,
        LocalDate registeredOn,
        @Nullable Photo photo) {}
