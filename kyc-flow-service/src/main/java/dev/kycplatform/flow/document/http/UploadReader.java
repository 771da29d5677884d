package dev.kycplatform.flow.document.http;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.contracts.flow.Violations;
import dev.kycplatform.flow.document.DocumentContents;
import dev.kycplatform.flow.document.StoreDocuments.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/**
 * Takes a multipart body apart as it comes. The field {@code data} comes first, as every client sends it: before it is
 * known who sends, nothing is stored. Files go to the store a part at a time.
 */
final class UploadReader implements MultipartParser.PartHandler {
    private static final Pattern NAME = Pattern.compile("(?i);\\s*name=\"?([^\";]*)\"?");
    private static final String DATA = "data";

    private final int mostDataBytes;
    private final Function<byte[], Admitted> admission;
    private final DocumentContents contents;
    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    private final List<UUID> begun = new ArrayList<>();
    private final List<String> unsuccessful = new ArrayList<>();
    private @Nullable Admitted admitted;
    private @Nullable Part part;

    /** Whose files are let in, and which. */
    interface Admitted {
        Map<String, FileMetadata> files();

        /** Makes a place for one file. */
        UUID begin();
    }

    /** A part on its way in. */
    private interface Part {
        void data(ByteBuffer bytes);

        void end();
    }

    /** @param admission reads and authenticates the field {@code data}; throws what refuses it */
    UploadReader(
            int mostDataBytes, Function<byte[], Admitted> admission, DocumentContents contents) {
        this.mostDataBytes = mostDataBytes;
        this.admission = admission;
        this.contents = contents;
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> headers) {
        var disposition = headers.getFirst("Content-Disposition");
        var name = NAME.matcher(disposition == null ? "" : disposition);
        part = part(name.find() ? name.group(1) : "");
    }

    @Override
    public void data(ByteBuffer bytes) {
        if (part != null) {
            part.data(bytes);
        }
    }

    @Override
    public void endPart() {
        if (part != null) {
            part.end();
        }
        part = null;
    }

    private Part part(String name) {
        if (name.equals(DATA)) {
            return new DataPart();
        }
        var letIn = admitted;
        if (letIn == null) {
            throw refusal(name, "The field data must come before the files.");
        }
        var metadata = letIn.files().get(name);
        if (metadata == null || uploads.containsKey(name)) {
            throw refusal(name, "Nothing in data describes this file.");
        }
        var contentId = letIn.begin();
        begun.add(contentId);
        return new FilePart(name, metadata, contentId);
    }

    /** What came, by the name of its part. @throws FlowException with VALIDATION if something is missing */
    Map<String, Upload> uploads() {
        var letIn = admitted;
        if (letIn == null) {
            var violations = new Violations();
            violations.missing(List.of(DATA));
            throw new FlowException(FlowError.VALIDATION, violations);
        }
        for (var name : letIn.files().keySet()) {
            if (!uploads.containsKey(name) && !unsuccessful.contains(name)) {
                var violations = new Violations();
                violations.missing(List.of(name));
                throw new FlowException(FlowError.VALIDATION, violations);
            }
        }
        if (uploads.isEmpty()) {
            throw refusal("hash", "The hash does not match the file.");
        }
        return uploads;
    }

    /** Files that are not what {@code data} says of them. */
    List<String> unsuccessful() {
        return unsuccessful;
    }

    /** All content that was begun, whatever became of it. */
    List<UUID> begun() {
        return begun;
    }

    private static FlowException refusal(String name, String message) {
        var violations = new Violations();
        violations.add(List.of(name.isEmpty() ? "file" : name), message);
        return new FlowException(FlowError.VALIDATION, violations);
    }

    private final class DataPart implements Part {
        private final ByteArrayOutputStream json = new ByteArrayOutputStream();

        @Override
        public void data(ByteBuffer bytes) {
            if (json.size() + bytes.remaining() > mostDataBytes) {
                throw new FlowException(FlowError.TOO_LARGE);
            }
            write(bytes, json, bytes.remaining());
        }

        @Override
        public void end() {
            if (admitted != null) {
                throw refusal(DATA, "Must come once.");
            }
            admitted = admission.apply(json.toByteArray());
        }
    }

    private final class FilePart implements Part {
        private final String name;
        private final FileMetadata metadata;
        private final UUID contentId;
        private final MessageDigest digest = sha256();
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        private int number;
        private long size;

        FilePart(String name, FileMetadata metadata, UUID contentId) {
            this.name = name;
            this.metadata = metadata;
            this.contentId = contentId;
        }

        @Override
        public void data(ByteBuffer bytes) {
            digest.update(bytes.duplicate());
            size += bytes.remaining();
            while (bytes.hasRemaining()) {
                write(
                        bytes,
                        gathered,
                        Math.min(bytes.remaining(), DocumentContents.PART - gathered.size()));
                if (gathered.size() == DocumentContents.PART) {
                    store();
                }
            }
        }

        @Override
        public void end() {
            if (gathered.size() > 0 || number == 0) {
                store();
            }
            var actual = HexFormat.of().formatHex(digest.digest());
            if (metadata.sha256().filter(said -> !said.equals(actual)).isPresent()) {
                unsuccessful.add(name);
                return;
            }
            uploads.put(
                    name,
                    new Upload(
                            contentId,
                            size,
                            metadata.type(),
                            metadata.verification(),
                            metadata.description(actual)));
        }

        private void store() {
            contents.add(contentId, number, gathered.toByteArray());
            number++;
            gathered.reset();
        }
    }

    private static void write(ByteBuffer from, ByteArrayOutputStream to, int count) {
        var bytes = new byte[count];
        from.get(bytes);
        to.writeBytes(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
