package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.server.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Removes the copies of earlier builds; called when no stack runs from one. */
final class Prune {
    private Prune() {}

    static void olderCopies(Checkout checkout) {
        Path kept = checkout.applications().root();
        Path copies = checkout.state().resolve("app");
        if (!kept.startsWith(copies) || !Files.isDirectory(copies)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(copies)) {
            for (Path copy : all) {
                if (!copy.equals(kept)) {
                    Directories.delete(copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + copies, e);
        }
    }
}
