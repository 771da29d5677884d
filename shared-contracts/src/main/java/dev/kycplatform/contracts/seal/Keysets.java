package dev.kycplatform.contracts.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/**
 * The keysets a service holds: one file {@code <purpose>.json} per {@link Purpose} in a directory that
 * is not the database (Tink's JSON form, in the clear: the directory is a mounted secret).
 */
public final class Keysets {
    /** Stands beside generated keysets; a hardened service refuses to start on it. */
    private static final String DEVELOPMENT_MARK = "DEVELOPMENT";

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path directory;

    public Keysets(Path directory) {
        this.directory = directory;
    }

    /**
     * The seal of one purpose.
     *
     * @throws IllegalStateException naming the file, if it is missing, broken or of another kind
     */
    public Seal seal(Purpose purpose) {
        return new Seal(purpose, () -> held(purpose));
    }

    /** @throws IllegalStateException naming the file, if it is missing, broken or of another kind */
    public ContentHash contentHash() {
        return new ContentHash(primitive(Purpose.CONTENT, Mac.class));
    }

    /** @throws IllegalStateException naming the file, if it is missing, broken or of another kind */
    public LookupHash lookupHash() {
        return new LookupHash(primitive(Purpose.LOOKUP, PrfSet.class));
    }

    /** True if the keysets were made by {@link #generateAll}. */
    public boolean areForDevelopment() {
        return Files.exists(directory.resolve(DEVELOPMENT_MARK));
    }

    /** Makes every keyset that is missing, readable by the owner only, and marks the directory. */
    public static void generateAll(Path directory) {
        try {
            Files.createDirectories(directory);
            for (var purpose : Purpose.values()) {
                var file = directory.resolve(purpose.wire() + ".json");
                if (Files.notExists(file)) {
                    write(file, generate(purpose));
                }
            }
            Files.writeString(
                    directory.resolve(DEVELOPMENT_MARK),
                    "Generated for development. A hardened service does not start with these.\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String generate(Purpose purpose) {
        try {
            var handle = KeysetHandle.generateNew(parametersOf(purpose));
            return TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "generating the " + purpose.wire() + " keyset failed", e);
        }
    }

    private static Parameters parametersOf(Purpose purpose) {
        return switch (purpose) {
            case JOB_REQUEST,
                    RESULT,
                    CALLBACK,
                    PARTNER,
                    ENDPOINT_ANSWER,
                    FLOW_WEBHOOK,
                    COMMAND,
                    APP,
                    ENTITY,
                    DOCUMENT ->
                    PredefinedAeadParameters.AES256_GCM;
            case CONTENT -> PredefinedMacParameters.HMAC_SHA256_128BITTAG;
            case LOOKUP -> PredefinedPrfParameters.HMAC_SHA256_PRF;
        };
    }

    private static void write(Path file, String content) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, content, StandardOpenOption.TRUNCATE_EXISTING);
        } else {
            Files.writeString(file, content, StandardOpenOption.CREATE_NEW);
        }
    }

    private HeldKeys held(Purpose purpose) {
        return read(purpose, keyset -> HeldKeys.of(keyset, primitive(keyset, Aead.class)));
    }

    private <P> P primitive(Purpose purpose, Class<P> kind) {
        return read(purpose, keyset -> primitive(keyset, kind));
    }

    private static <P> P primitive(KeysetHandle keyset, Class<P> kind)
            throws GeneralSecurityException {
        return keyset.getPrimitive(RegistryConfiguration.get(), kind);
    }

    /** What is made of a keyset. */
    @FunctionalInterface
    private interface Use<R> {
        R of(KeysetHandle keyset) throws GeneralSecurityException;
    }

    private <R> R read(Purpose purpose, Use<R> use) {
        var file = directory.resolve(purpose.wire() + ".json");
        try {
            return use.of(
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(file), InsecureSecretKeyAccess.get()));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "kyc.keysets: cannot read " + file + " (" + e.getClass().getSimpleName() + ")",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "kyc.keysets: " + file + " is not a keyset for " + purpose.wire(), e);
        }
    }
}
