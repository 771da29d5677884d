package dev.kycplatform.flow.document.persistence;

import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.LookupHash;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.flow.document.DocumentContents;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The bytes of documents in PostgreSQL, each part sealed and bound to its place. */
@ApplicationScoped
class JdbcDocumentContents implements DocumentContents {
    private static final String BEGIN =
            "INSERT INTO flow.document_content (content_id, entity_id, created_at) VALUES (?, ?, ?)";
    private static final String ADD =
            "INSERT INTO flow.document_part (content_id, part, sealed) VALUES (?, ?, ?)";
    private static final String SAME =
            "SELECT content_id FROM flow.document_content WHERE entity_id = ? AND content_hash = ?";
    private static final String COMPLETE =
            "UPDATE flow.document_content SET content_hash = ?, size = ? WHERE content_id = ?";
    private static final String DISCARD =
            "DELETE FROM flow.document_content WHERE content_id = ? AND NOT EXISTS"
                    + " (SELECT FROM flow.document d WHERE d.content_id = document_content.content_id)";
    private static final String READ =
            "SELECT sealed FROM flow.document_part WHERE content_id = ? AND part = ?";
    private static final String FORGET =
            "DELETE FROM flow.document_content WHERE content_hash IS NULL AND created_at < ?";

    private final DataSource database;
    private final Seal seal;
    private final LookupHash lookupHash;

    JdbcDocumentContents(DataSource database, Keysets keysets) {
        this.database = database;
        this.seal = keysets.seal(Purpose.DOCUMENT);
        this.lookupHash = keysets.lookupHash();
    }

    @Override
    public void begin(UUID contentId, UUID entityId, Instant now) {
        execute(
                BEGIN,
                statement -> {
                    statement.setObject(1, contentId);
                    statement.setObject(2, entityId);
                    statement.setObject(3, now.atOffset(ZoneOffset.UTC));
                });
    }

    @Override
    public void add(UUID contentId, int part, byte[] bytes) {
        var sealed = seal.seal(bytes, binding(contentId, part));
        execute(
                ADD,
                statement -> {
                    statement.setObject(1, contentId);
                    statement.setInt(2, part);
                    statement.setBytes(3, sealed);
                });
    }

    /** The entity's row is locked, so nobody else completes the same bytes meanwhile. */
    @Override
    public UUID complete(UUID contentId, UUID entityId, String sha256, long size) {
        var hash = lookupHash.ofDocument(entityId.toString(), sha256);
        try (var connection = database.getConnection()) {
            var same = same(connection, entityId, hash);
            if (same.isPresent()) {
                discard(contentId);
                return same.get();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
        execute(
                COMPLETE,
                statement -> {
                    statement.setBytes(1, hash);
                    statement.setLong(2, size);
                    statement.setObject(3, contentId);
                });
        return contentId;
    }

    private static Optional<UUID> same(Connection connection, UUID entityId, byte[] hash)
            throws SQLException {
        try (var statement = connection.prepareStatement(SAME)) {
            statement.setObject(1, entityId);
            statement.setBytes(2, hash);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }

    @Override
    public void discard(UUID contentId) {
        execute(DISCARD, statement -> statement.setObject(1, contentId));
    }

    @Override
    public void read(UUID contentId, Consumer<byte[]> reader) {
        for (int part = 0; ; part++) {
            var sealed = sealed(contentId, part);
            if (sealed.isEmpty()) {
                return;
            }
            reader.accept(seal.open(sealed.get(), binding(contentId, part)));
        }
    }

    private Optional<byte[]> sealed(UUID contentId, int part) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(READ)) {
            statement.setObject(1, contentId);
            statement.setInt(2, part);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public int forgetUnfinishedBefore(Instant time) {
        return execute(FORGET, statement -> statement.setObject(1, time.atOffset(ZoneOffset.UTC)));
    }

    private static Binding binding(UUID contentId, int part) {
        return Binding.of(Purpose.DOCUMENT, contentId.toString(), Integer.toString(part));
    }

    /** Fills in a statement's parameters. */
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private int execute(String sql, Parameters parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            parameters.set(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }
}
