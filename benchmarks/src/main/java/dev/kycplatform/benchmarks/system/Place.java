package dev.kycplatform.benchmarks.system;

import dev.kycplatform.localstack.Workspace;
import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param checkout whose commit is measured
 * @param applications what is run: a copy of what was built
 */
public record Place(Path checkout, Path applications) {
    /** As the script says. */
    public static Place current() {
        var root = Path.of(System.getProperty("kyc.root", ".")).toAbsolutePath().normalize();
        var applications = System.getProperty("kyc.applications", root.toString());
        return new Place(root, Path.of(applications).toAbsolutePath().normalize());
    }

    Workspace workspace() {
        return new Workspace(applications);
    }

    /** Data of what is measured; on the disk of the checkout, as a stack's is. */
    Path state() {
        return checkout.resolve(".kyc/bench");
    }

    Path binaryCache() {
        return checkout.resolve(".kyc/binaries");
    }

    Path bareService() {
        return applications.resolve("benchmarks/bare-service/target/quarkus-app/quarkus-run.jar");
    }
}
