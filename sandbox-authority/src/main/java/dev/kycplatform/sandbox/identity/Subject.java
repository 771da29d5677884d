package dev.kycplatform.sandbox.identity;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Stream;

/** A person or a company as somebody registered it; null is what was not. */
public record Subject(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String entityName,
        @Nullable LocalDate bornOn,
        @Nullable Address address,
        @Nullable String email,
        @Nullable String phone) {

    /** Where it is; null is what was not said. */
    public record Address(
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode,
            @Nullable String country) {}

    boolean isNobody() {
        return Stream.of(firstName, lastName, entityName, bornOn, address, email, phone)
                .allMatch(Objects::isNull);
    }

    Stream<String> names() {
        return Stream.of(firstName, lastName, entityName).filter(Objects::nonNull);
    }

    Subject withNames(
            @Nullable String otherFirst,
            @Nullable String otherLast,
            @Nullable String otherEntityName) {
        return new Subject(otherFirst, otherLast, otherEntityName, bornOn, address, email, phone);
    }

    Subject bornOn(LocalDate other) {
        return new Subject(firstName, lastName, entityName, other, address, email, phone);
    }

    Subject livingAt(Address other) {
        return new Subject(firstName, lastName, entityName, bornOn, other, email, phone);
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "Subject";
    }
}
