package dev.kycplatform.intake.partner;

import java.util.Optional;
import java.util.function.Function;

/** What becomes of a setting that need not be set. */
public sealed interface Change<T> {
    /** It stays as it is. */
    record Keep<T>() implements Change<T> {}

    /** It is no longer set. */
    record Reset<T>() implements Change<T> {}

    record Set<T>(T value) implements Change<T> {}

    default Optional<T> appliedTo(Optional<T> current) {
        return switch (this) {
            case Keep<T>() -> current;
            case Reset<T>() -> Optional.empty();
            case Set<T>(var value) -> Optional.of(value);
        };
    }

    default <R> Change<R> map(Function<T, R> change) {
        return switch (this) {
            case Keep<T>() -> new Keep<>();
            case Reset<T>() -> new Reset<>();
            case Set<T>(var value) -> new Set<>(change.apply(value));
        };
    }

    default boolean isKept() {
        return this instanceof Keep<T>;
    }
}
