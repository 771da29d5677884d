package dev.kycplatform.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** What a module ships, as the rules see it: its compiled classes without those of its tests. */
public final class ProductionClasses {

    private ProductionClasses() {}

    /**
     * Reads the classes of a package and the packages below it from the class path.
     *
     * @throws IllegalStateException if there are none, because every rule would then hold
     */
    public static JavaClasses in(String packageName) {
        var classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(packageName);
        if (classes.isEmpty()) {
            throw new IllegalStateException(
                    "No production class in " + packageName + ": there is nothing to check");
        }
        return classes;
    }
}
