package dev.kycplatform.flow.entity.persistence;

import dev.kycplatform.contracts.flow.AppHandle;
import dev.kycplatform.contracts.flow.EntityHandle;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.LookupHash;
import dev.kycplatform.flow.auth.Signers;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Entities' addresses, known by their keyed hashes alone. */
@ApplicationScoped
class JdbcSigners implements Signers {
    private static final String FIND =
            """
            SELECT signer.address_hash FROM flow.entity
            LEFT JOIN flow.entity_signer signer USING (entity_id)
            WHERE app_handle = ? AND handle = ?""";

    private final DataSource database;
    private final LookupHash lookupHash;

    JdbcSigners(DataSource database, Keysets keysets) {
        this.database = database;
        this.lookupHash = keysets.lookupHash();
    }

    @Override
    public Optional<SigningEntity> find(AppHandle app, EntityHandle handle) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, app.value());
            statement.setString(2, handle.value());
            try (var rows = statement.executeQuery()) {
                var exists = false;
                var hashes = new ArrayList<byte[]>();
                while (rows.next()) {
                    exists = true;
                    var hash = rows.getBytes(1);
                    if (hash != null) {
                        hashes.add(hash);
                    }
                }
                return exists ? Optional.of(address -> isAmong(hashes, address)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private boolean isAmong(List<byte[]> hashes, String address) {
        var wanted = lookupHash.ofBlockchainAddress(address);
        return hashes.stream().anyMatch(hash -> MessageDigest.isEqual(hash, wanted));
    }
}
