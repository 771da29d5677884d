package dev.kycplatform.flow.document.persistence;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kycplatform.contracts.seal.Binding;
import dev.kycplatform.contracts.seal.Keysets;
import dev.kycplatform.contracts.seal.Purpose;
import dev.kycplatform.contracts.seal.Seal;
import dev.kycplatform.flow.document.Document;
import dev.kycplatform.flow.document.DocumentRepository;
import dev.kycplatform.storage.SqlFailures;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What is known of documents in PostgreSQL, what the caller said of them sealed. */
@ApplicationScoped
class JdbcDocumentRepository implements DocumentRepository {
    private static final String ADD =
            """
            INSERT INTO flow.document
                (document_id, entity_id, content_id, document_type, verification_uuid, sealed, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";
    private static final String SELECT =
            """
            SELECT document_id, entity_id, content_id, document_type, verification_uuid, sealed, document.created_at, size
            FROM flow.document JOIN flow.document_content USING (content_id, entity_id)
            WHERE entity_id = ?""";
    private static final String COUNT = "SELECT count(*) FROM flow.document WHERE entity_id = ?";
    private static final String FORGET =
            """
            WITH old AS (
                DELETE FROM flow.document WHERE document_id IN (
                    SELECT document_id FROM flow.document WHERE created_at < ?
                    ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING content_id)
            SELECT DISTINCT content_id FROM old""";
    private static final String FORGET_CONTENT =
            "DELETE FROM flow.document_content WHERE content_id = ? AND NOT EXISTS"
                    + " (SELECT FROM flow.document d WHERE d.content_id = document_content.content_id)";

    private final DataSource database;
    private final Seal seal;
    private final ObjectMapper mapper =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    JdbcDocumentRepository(DataSource database, Keysets keysets) {
        this.database = database;
        this.seal = keysets.seal(Purpose.DOCUMENT);
    }

    @Override
    public void add(Document document) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, document.id());
            statement.setObject(2, document.entityId());
            statement.setObject(3, document.contentId());
            statement.setString(4, document.type());
            statement.setObject(5, document.verification().orElse(null));
            statement.setBytes(6, sealed(document));
            statement.setObject(7, document.createdAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public Optional<Document> find(UUID entityId, UUID id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(SELECT + " AND document_id = ?")) {
            statement.setObject(1, entityId);
            statement.setObject(2, id);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(opened(rows)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public List<Document> of(UUID entityId) {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                SELECT + " ORDER BY document.created_at, document_id")) {
            statement.setObject(1, entityId);
            try (var rows = statement.executeQuery()) {
                var documents = new ArrayList<Document>();
                while (rows.next()) {
                    documents.add(opened(rows));
                }
                return documents;
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public long count(UUID entityId) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(COUNT)) {
            statement.setObject(1, entityId);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    @Override
    public int forgetBefore(Instant time, int most) {
        try (var connection = database.getConnection();
                var forget = connection.prepareStatement(FORGET);
                var forgetContent = connection.prepareStatement(FORGET_CONTENT)) {
            forget.setObject(1, time.atOffset(ZoneOffset.UTC));
            forget.setInt(2, most);
            int count = 0;
            try (var contents = forget.executeQuery()) {
                while (contents.next()) {
                    forgetContent.setObject(1, contents.getObject(1, UUID.class));
                    forgetContent.addBatch();
                    count++;
                }
            }
            forgetContent.executeBatch();
            return count;
        } catch (SQLException e) {
            throw SqlFailures.translated(e);
        }
    }

    private Document opened(ResultSet row) throws SQLException {
        var id = row.getObject(1, UUID.class);
        var entityId = row.getObject(2, UUID.class);
        return new Document(
                id,
                entityId,
                row.getObject(3, UUID.class),
                row.getString(4),
                Optional.ofNullable(row.getObject(5, UUID.class)),
                description(row.getBytes(6), binding(entityId, id)),
                row.getLong(8),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }

    private byte[] sealed(Document document) {
        try {
            return seal.seal(
                    mapper.writeValueAsBytes(document.description()),
                    binding(document.entityId(), document.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("records are writable", e);
        }
    }

    private Document.Description description(byte[] sealed, Binding binding) {
        try {
            return mapper.readValue(seal.open(sealed, binding), Document.Description.class);
        } catch (IOException e) {
            // Without the cause: it may quote what was read.
            throw new IllegalStateException("a sealed document has no description");
        }
    }

    private static Binding binding(UUID entityId, UUID id) {
        return Binding.of(Purpose.DOCUMENT, entityId.toString(), "document", id.toString());
    }
}
