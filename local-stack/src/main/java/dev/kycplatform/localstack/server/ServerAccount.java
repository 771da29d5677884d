package dev.kycplatform.localstack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whose rights PostgreSQL runs with: it refuses root. */
sealed interface ServerAccount {
    /** Who started the launcher is not root. */
    record Own() implements ServerAccount {}

    /** Root, hidden from the server by a user namespace: files stay root's. */
    record Namespace() implements ServerAccount {}

    /** Root on a system without user namespaces: an account that owns nothing else. */
    record Nobody() implements ServerAccount {}

    int NOBODY = 65534;

    static ServerAccount choose() {
        if (!System.getProperty("user.name").equals("root")) {
            return new Own();
        }
        if (succeeds("unshare", "-U", "true")) {
            return new Namespace();
        }
        if (succeeds(
                "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "true")) {
            return new Nobody();
        }
        throw new IllegalStateException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here. Fix: run as another user,"
                        + " or install util-linux.");
    }

    /** The command as this account runs it. */
    default List<String> run(List<String> command) {
        List<String> prefixed = new ArrayList<>();
        switch (this) {
            case Own() -> {}
            case Namespace() -> prefixed.addAll(List.of("unshare", "-U"));
            case Nobody() ->
                    prefixed.addAll(
                            List.of(
                                    "setpriv",
                                    "--reuid=" + NOBODY,
                                    "--regid=" + NOBODY,
                                    "--clear-groups"));
        }
        prefixed.addAll(command);
        return prefixed;
    }

    /** Where this account can keep a directory that is wanted at the given place. */
    default Path reachable(Path wanted) {
        Path absolute = wanted.toAbsolutePath();
        return this instanceof Nobody() && !othersMayPass(absolute)
                ? Path.of(
                        "/var/tmp",
                        "kyc-" + Integer.toHexString(absolute.toString().hashCode()),
                        absolute.getFileName().toString())
                : absolute;
    }

    /** Gives the tree to this account. */
    default void own(Path tree) {
        if (!(this instanceof Nobody())) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", NOBODY);
                Files.setAttribute(file, "unix:gid", NOBODY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + tree + " to another account", e);
        }
    }

    private static boolean othersMayPass(Path directory) {
        try {
            for (Path parent = directory.getParent(); parent != null; parent = parent.getParent()) {
                if (Files.exists(parent)
                        && !Files.getPosixFilePermissions(parent)
                                .contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
