package dev.kycplatform.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.time.Clock;
import java.util.Set;

/** The ways in which Java code learns what time it is. */
final class TimeReadings {
    /** Where the system's clock is made, to be injected everywhere else. */
    private static final String CLOCK_PRODUCER = "dev.kycplatform.deployment";

    private static final Set<String> OLD_CLASSES =
            Set.of("java.util.Date", "java.util.Calendar", "java.util.GregorianCalendar");

    private static final Set<String> CLOCK_CLASSES =
            Set.of("java.time.Clock", "java.time.InstantSource");

    private TimeReadings() {}

    /** Calls and method references alike. */
    static DescribedPredicate<JavaAccess<?>> withoutInjectedClock() {
        return describe(
                "that reads the time without an injected Clock",
                access -> {
                    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
                        return false;
                    }
                    return readsTime(target) || (makesClock(target) && !isInProducer(access));
                });
    }

    private static boolean readsTime(CodeUnitAccessTarget target) {
        var owner = target.getOwner().getName();
        var name = target.getName();
        if (owner.equals("java.lang.System")) {
            return name.equals("currentTimeMillis");
        }
        if (owner.startsWith("java.time.")) {
            return (name.equals("now") || name.equals("dateNow")) && !takesClock(target);
        }
        return OLD_CLASSES.contains(owner) && readsTimeTheOldWay(owner, target);
    }

    /** A GregorianCalendar starts at the present whatever it is given, unless all fields are given. */
    private static boolean readsTimeTheOldWay(String owner, CodeUnitAccessTarget target) {
        if (!target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)) {
            return target.getName().equals("getInstance");
        }
        return target.getRawParameterTypes().isEmpty()
                || (owner.equals("java.util.GregorianCalendar")
                        && target.getRawParameterTypes().size() < 3);
    }

    private static boolean makesClock(CodeUnitAccessTarget target) {
        return CLOCK_CLASSES.contains(target.getOwner().getName())
                && (target.getName().startsWith("system") || target.getName().startsWith("tick"))
                && !takesClock(target);
    }

    private static boolean takesClock(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean isInProducer(JavaAccess<?> access) {
        var name = access.getOriginOwner().getPackageName();
        return name.equals(CLOCK_PRODUCER) || name.startsWith(CLOCK_PRODUCER + ".");
    }
}
