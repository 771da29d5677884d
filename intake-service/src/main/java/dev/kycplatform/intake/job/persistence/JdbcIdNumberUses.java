package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.LookupHash;
import dev.kycplatform.intake.job.IdNumberUses;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** {@code intake.id_number_use}, whose rows hold keyed hashes of numbers only. */
@ApplicationScoped
class JdbcIdNumberUses implements IdNumberUses {
    private static final String RESET =
            "DELETE FROM intake.id_number_use WHERE partner_id = ? AND number_hash = ?";

    /** What a claim is counting in right now is left for the next time: nobody waits for anybody. */
    private static final String FORGET =
            """
            DELETE FROM intake.id_number_use WHERE (partner_id, number_hash) IN (
                SELECT partner_id, number_hash FROM intake.id_number_use
                WHERE last_at < ? LIMIT 10000 FOR UPDATE SKIP LOCKED)""";

    private final DataSource database;
    private final LookupHash hash;

    JdbcIdNumberUses(DataSource database, Keysets keysets) {
        this.database = database;
        this.hash = keysets.lookupHash();
    }

    @Override
    public void reset(PartnerId partnerId, String idType, String idNumber) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(RESET)) {
            statement.setString(1, partnerId.value());
            statement.setBytes(2, hash.ofIdNumberUse(partnerId, idType, idNumber));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public void forgetBefore(Instant time) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(FORGET)) {
            statement.setObject(1, time.atOffset(ZoneOffset.UTC));
            int forgotten;
            do {
                forgotten = statement.executeUpdate();
            } while (forgotten > 0);
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
