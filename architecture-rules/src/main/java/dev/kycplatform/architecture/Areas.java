package dev.kycplatform.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatchers;
import java.util.Optional;
import java.util.Set;

/** The parts of the system that the rules speak of, told by package names alone. */
final class Areas {
    private static final String PREFIX = "dev.kycplatform.";
    private static final Set<String> SERVICES =
            Set.of("dispatcher", "flow", "intake", "sandbox", "worker");

    private static final PackageMatchers PLAIN =
            PackageMatchers.of("java..", "org.jspecify..", "dev.kycplatform..");
    private static final PackageMatchers JACKSON_ANNOTATIONS =
            PackageMatchers.of("com.fasterxml.jackson.annotation..");

    private Areas() {}

    /** The packages that face a technology; {@code authority} is one of them in the worker alone. */
    static DescribedPredicate<JavaClass> adapters() {
        return resideInAnyPackage(
                        "dev.kycplatform..http..",
                        "dev.kycplatform..messaging..",
                        "dev.kycplatform..persistence..",
                        "dev.kycplatform.worker..authority..")
                .as("adapters");
    }

    /** All that is ours and no adapter. */
    static DescribedPredicate<JavaClass> core() {
        return resideInAPackage("dev.kycplatform..").and(not(adapters())).as("core");
    }

    static DescribedPredicate<JavaClass> contracts() {
        return resideInAPackage("dev.kycplatform.contracts..").as("contracts");
    }

    static DescribedPredicate<JavaClass> oursButNotContracts() {
        return resideInAPackage("dev.kycplatform..")
                .and(not(contracts()))
                .as("ours but not contracts");
    }

    /** What only adapters may touch; the annotations of Jackson are treated apart. */
    static DescribedPredicate<JavaClass> technology() {
        return resideInAnyPackage(
                        "jakarta.ws.rs..",
                        "jakarta.persistence..",
                        "io.quarkus..",
                        "org.apache.kafka..",
                        "com.fasterxml..")
                .as("technology");
    }

    static boolean isJacksonAnnotation(JavaClass type) {
        return JACKSON_ANNOTATIONS.test(type.getPackageName());
    }

    /** What a record of the core may be made of. */
    static boolean isPlain(JavaClass type) {
        return type.isPrimitive() || PLAIN.test(type.getPackageName());
    }

    /** The service that a class belongs to, empty if it belongs to none. */
    static Optional<String> serviceOf(JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var rest = name.substring(PREFIX.length());
        var dot = rest.indexOf('.');
        var module = dot < 0 ? rest : rest.substring(0, dot);
        return SERVICES.contains(module) ? Optional.of(module) : Optional.empty();
    }
}
