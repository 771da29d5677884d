package dev.kycplatform.worker;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;

/** A key for job requests that this deployment does not hold, until it is handed out. */
final class SpareKeyset {
    private final Path file;
    private final Path spare;
    private final Keysets keysets;

    SpareKeyset(Path deployments, Path directory) {
        this.file = deployments.resolve(Purpose.JOB_REQUEST.wire() + ".json");
        this.spare = directory.resolve(Purpose.JOB_REQUEST.wire() + ".json");
        Keysets.generateAll(directory);
        this.keysets = new Keysets(directory);
    }

    Seal seal() {
        return keysets.seal(Purpose.JOB_REQUEST);
    }

    /** Adds the key to the deployment's, as an operator does before it becomes primary anywhere. */
    void handOut() {
        try {
            var both =
                    KeysetHandle.newBuilder()
                            .addEntry(
                                    KeysetHandle.importKey(read(file).getPrimary().getKey())
                                            .makePrimary())
                            .addEntry(KeysetHandle.importKey(read(spare).getPrimary().getKey()))
                            .build();
            var written = Files.createTempFile(file.getParent(), "keyset", ".json");
            Files.writeString(
                    written,
                    TinkJsonProtoKeysetFormat.serializeKeyset(both, InsecureSecretKeyAccess.get()));
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeysetHandle read(Path keyset) throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(
                Files.readString(keyset), InsecureSecretKeyAccess.get());
    }
}
