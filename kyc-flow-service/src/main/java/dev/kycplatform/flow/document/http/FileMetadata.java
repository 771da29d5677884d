package dev.kycplatform.flow.document.http;

import dev.kycplatform.flow.document.Document;
import dev.kycplatform.flow.http.Fields;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the field {@code data} says of one file.
 *
 * @param sha256 in lower-case hex; empty: the caller did not say
 */
record FileMetadata(
        String name,
        String filename,
        Optional<String> sha256,
        String mimeType,
        String type,
        String identityType,
        String text,
        boolean isFront,
        Optional<UUID> verification) {
    private static final String ONE = "file";
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_]{1,64}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    /** As media types are written; anything else could break an answer's head. */
    private static final Pattern MIME_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}");

    private static final String UNKNOWN_MIME_TYPE = "application/octet-stream";

    /** Of one file, or of many ({@code file_metadata}), by the name of the part. What is wrong is among the violations. */
    static Map<String, FileMetadata> read(Fields data, int most) {
        var files = new LinkedHashMap<String, FileMetadata>();
        var many = data.object("file_metadata");
        if (!many.isPresent()) {
            files.put(ONE, of(data, data));
            return files;
        }
        var names = many.names();
        if (names.isEmpty() || names.size() > most) {
            data.reject("file_metadata", "Must describe 1 to %d files.".formatted(most));
        } else {
            names.forEach(name -> files.put(name, of(many.object(name), data)));
        }
        return files;
    }

    private static FileMetadata of(Fields file, Fields data) {
        var type = file.requiredText("document_type");
        if (type.isPresent() && !TYPE.matcher(type.get()).matches()) {
            file.reject("document_type", "Not a valid document type.");
        }
        var sha256 = file.text("hash");
        if (sha256.isPresent() && !SHA256.matcher(sha256.get()).matches()) {
            file.reject("hash", "Not a valid SHA-256 hash, in hex.");
        }
        var mimeType = file.text("mime_type").orElse(UNKNOWN_MIME_TYPE);
        if (!MIME_TYPE.matcher(mimeType).matches()) {
            file.reject("mime_type", "Not a valid MIME type.");
        }
        var verification = file.uuid("verification_uuid");
        return new FileMetadata(
                file.text("name").orElse(""),
                file.text("filename").orElse(""),
                sha256.map(hash -> hash.toLowerCase(Locale.ROOT)),
                mimeType,
                type.orElse(""),
                file.text("identity_type").orElse(""),
                file.text("description").orElse(""),
                file.flag("is_front").orElse(true),
                verification.isPresent() ? verification : data.uuid("verification_uuid"));
    }

    Document.Description description(String actualSha256) {
        return new Document.Description(
                name, filename, actualSha256, mimeType, identityType, text, isFront);
    }

    /** Says nothing of the person. */
    @Override
    public String toString() {
        return "FileMetadata[" + type + "]";
    }
}
