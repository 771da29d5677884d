package dev.kycplatform.localstack.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the published archive of this machine's kind. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** Unpacks once per archive; safe while other processes do the same. */
    static Path unpack(Path cache) {
        try (InputStream resource =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), hardware())) {
            if (resource == null) {
                throw new IllegalStateException(
                        "there is no PostgreSQL for " + system() + " on " + hardware());
            }
            byte[] archive = resource.readAllBytes();
            CRC32 checksum = new CRC32();
            checksum.update(archive);
            Path home =
                    cache.toAbsolutePath().resolve("postgres-%08x".formatted(checksum.getValue()));
            if (!Files.isDirectory(home)) {
                unpackAtOnce(archive, home);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + cache, e);
        }
    }

    private static void unpackAtOnce(byte[] archive, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path unpacking = Files.createTempDirectory(home.getParent(), "unpacking-");
        // Another user may run the server: root may not.
        Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
        extract(archive, unpacking);
        try {
            Files.move(unpacking, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
            Directories.delete(unpacking);
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("an entry leaves the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, permissions(entry.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        boolean executable = (mode & 0100) != 0;
        return EnumSet.copyOf(
                PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    }

    private static String hardware() {
        String architecture = System.getProperty("os.arch");
        return architecture.equals("amd64") ? "x86_64" : architecture;
    }
}
