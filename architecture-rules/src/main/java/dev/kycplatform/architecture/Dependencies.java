package dev.kycplatform.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** What a class may depend on, where that hangs on the class itself and not on the other one alone. */
final class Dependencies {

    private Dependencies() {}

    /** Contracts may carry Jackson's annotations: they say how a type is written, and do nothing. */
    static ArchCondition<JavaClass> notOnTechnology() {
        return refusing(
                "not depend on technology",
                dependency ->
                        Areas.technology().test(target(dependency))
                                && !annotatesContract(dependency));
    }

    static ArchCondition<JavaClass> onlyOnPlainTypes() {
        return refusing(
                "depend only on plain types",
                dependency -> !Areas.isPlain(target(dependency)) && !annotatesContract(dependency));
    }

    static ArchCondition<JavaClass> onNoOtherService() {
        return refusing(
                "not depend on another service",
                dependency -> {
                    var own = Areas.serviceOf(dependency.getOriginClass());
                    var other = Areas.serviceOf(target(dependency));
                    return own.isPresent() && other.isPresent() && !own.equals(other);
                });
    }

    private static boolean annotatesContract(Dependency dependency) {
        return Areas.contracts().test(dependency.getOriginClass())
                && Areas.isJacksonAnnotation(target(dependency));
    }

    private static JavaClass target(Dependency dependency) {
        return dependency.getTargetClass().getBaseComponentType();
    }

    private static ArchCondition<JavaClass> refusing(
            String description, Predicate<Dependency> isRefused) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(isRefused)
                        .map(Dependency::getDescription)
                        .forEach(what -> events.add(SimpleConditionEvent.violated(type, what)));
            }
        };
    }
}
