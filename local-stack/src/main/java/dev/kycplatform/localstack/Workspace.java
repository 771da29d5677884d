package dev.kycplatform.localstack;

import java.nio.file.Files;
import java.nio.file.Path;

/** What has been built, and where: a checkout, or a copy of a checkout's outputs laid out as one. */
public record Workspace(Path root) {
    /** The checkout around the current directory. */
    public static Workspace find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("deploy/sql/roles.sql"))) {
                return new Workspace(directory);
            }
        }
        throw new IllegalStateException("no checkout of the platform is around " + start);
    }

    public Path brokerClasspath() {
        return root.resolve("local-stack/embedded-broker/target/libs");
    }

    public Path rolesScript() {
        return root.resolve("deploy/sql/roles.sql");
    }

    /** Development state of this checkout; a copy of its outputs has none of its own. */
    public Path state() {
        return root.resolve(".kyc");
    }

    Path application(Service service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
