package dev.kycplatform.flow.document.http;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.contracts.flow.Violations;
import dev.kycplatform.flow.FlowConfig;
import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.document.Document;
import dev.kycplatform.flow.document.DocumentContents;
import dev.kycplatform.flow.document.StoreDocuments;
import dev.kycplatform.flow.entity.FindEntity;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Calls;
import dev.kycplatform.flow.http.RequestGate;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;
import org.jspecify.annotations.Nullable;

/**
 * Takes documents, one or many in a request (contract, section 7.7). The body is read as it comes, on a virtual thread of
 * its own; signatures are over the text of the field {@code data}.
 */
@ApplicationScoped
class UploadRoute {
    private static final Logger LOG = Logger.getLogger(UploadRoute.class);

    /** What a body has beside its files: the field data and the heads of the parts. */
    private static final int BESIDE = 1 << 16;

    private final RequestGate gate;
    private final Calls calls;
    private final Authentication authentication;
    private final FindEntity findEntity;
    private final DocumentContents contents;
    private final StoreDocuments storeDocuments;
    private final Clock clock;
    private final FlowConfig config;
    private final Semaphore places;

    UploadRoute(
            RequestGate gate,
            Calls calls,
            Authentication authentication,
            FindEntity findEntity,
            DocumentContents contents,
            StoreDocuments storeDocuments,
            Clock clock,
            FlowConfig config) {
        this.gate = gate;
        this.calls = calls;
        this.authentication = authentication;
        this.findEntity = findEntity;
        this.contents = contents;
        this.storeDocuments = storeDocuments;
        this.clock = clock;
        this.config = config;
        this.places = new Semaphore(config.document().mostUploads());
    }

    void install(@Observes Router router) {
        router.post(RequestGate.STREAMED).handler(this::accept);
    }

    private void accept(RoutingContext request) {
        var boundary = boundary(request.request().getHeader(HttpHeaders.CONTENT_TYPE));
        if (boundary.isEmpty()) {
            gate.refuse(request, invalid("body", "Must be multipart/form-data."));
            return;
        }
        if (!places.tryAcquire()) {
            gate.refuse(request, new FlowException(FlowError.UNAVAILABLE));
            return;
        }
        RequestGate.letCome(request);
        var eventLoop = Objects.requireNonNull(Vertx.currentContext(), "on an event loop");
        var document = config.document();
        var stream =
                new UploadStream(
                        request.request(),
                        eventLoop,
                        document.mostBytes() + BESIDE,
                        document.uploadWithin());
        stream.start();
        Thread.ofVirtual()
                .name("upload")
                .start(
                        () -> {
                            try {
                                answer(request, eventLoop, take(request, stream, boundary.get()));
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException e) {
                                eventLoop.runOnContext(_ -> gate.refuse(request, e));
                            } finally {
                                places.release();
                            }
                        });
    }

    /** @param isMany whether many files were described, be it one of many */
    private record Taken(List<Document> documents, List<String> unsuccessful, boolean isMany) {}

    private Taken take(RoutingContext request, UploadStream stream, String boundary)
            throws InterruptedException {
        var admission = new Admission(request);
        var reader = new UploadReader(config.request().mostBodyBytes(), admission::admit, contents);
        var isStored = false;
        try {
            read(
                    stream,
                    MultipartParser.beginParse(
                            reader,
                            boundary.getBytes(StandardCharsets.ISO_8859_1),
                            StandardCharsets.UTF_8.name()));
            var uploads = reader.uploads();
            var documents =
                    storeDocuments.store(admission.entityId(), List.copyOf(uploads.values()));
            isStored = reader.unsuccessful().isEmpty();
            return new Taken(documents, reader.unsuccessful(), admission.isMany());
        } finally {
            if (!isStored) {
                reader.begun().forEach(this::discard);
            }
        }
    }

    private static void read(UploadStream stream, MultipartParser.ParseState parsing)
            throws InterruptedException {
        try {
            for (var piece = stream.next(); piece.isPresent(); piece = stream.next()) {
                parsing.parse(ByteBuffer.wrap(piece.get().getBytes()));
            }
        } catch (IOException _) {
            throw invalid("body", "Not a valid multipart body.");
        }
        if (!parsing.isComplete()) {
            throw invalid("body", "The multipart body is not complete.");
        }
    }

    /** What refers to it keeps it. What cannot be discarded now is forgotten later. */
    private void discard(UUID contentId) {
        try {
            contents.discard(contentId);
        } catch (RuntimeException e) {
            LOG.debugf(e, "An upload was not discarded: contentId=%s", contentId);
        }
    }

    private void answer(RoutingContext request, Context eventLoop, Taken taken) {
        var ids = taken.documents().stream().map(document -> document.id().toString()).toList();
        var answer = Answers.ofUpload(request).message("File uploaded successfully.");
        if (taken.isMany()) {
            answer.with(
                    body -> {
                        ids.forEach(body.putArray("document_id")::add);
                        taken.unsuccessful().forEach(body.putArray("unsuccessful_uploads")::add);
                    });
        } else {
            answer.with("document_id", ids.getFirst());
        }
        eventLoop.runOnContext(
                _ ->
                        request.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                                .end(answer.text()));
    }

    /** Who uploads what, once the field data has come. */
    private final class Admission {
        private final RoutingContext request;
        private @Nullable UUID entityId;
        private boolean isMany;

        Admission(RoutingContext request) {
            this.request = request;
        }

        UploadReader.Admitted admit(byte[] json) {
            var call = calls.aboutUser(request, json);
            var files = FileMetadata.read(call.fields(), config.document().mostFiles());
            isMany = call.fields().names("file_metadata");
            var caller = authentication.user(call, request.request().headers());
            var id = findEntity.get(caller.app(), caller.user()).id();
            entityId = id;
            return new UploadReader.Admitted() {
                @Override
                public Map<String, FileMetadata> files() {
                    return files;
                }

                @Override
                public UUID begin() {
                    var contentId = UUID.randomUUID();
                    contents.begin(contentId, id, clock.instant());
                    return contentId;
                }
            };
        }

        UUID entityId() {
            if (entityId == null) {
                throw new IllegalStateException("nobody was admitted");
            }
            return entityId;
        }

        boolean isMany() {
            return isMany;
        }
    }

    private static Optional<String> boundary(@Nullable String contentType) {
        try {
            return Optional.ofNullable(contentType)
                    .map(MediaType::valueOf)
                    .filter(type -> type.getType().equalsIgnoreCase("multipart"))
                    .map(type -> type.getParameters().get("boundary"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static FlowException invalid(String name, String message) {
        var violations = new Violations();
        violations.add(List.of(name), message);
        return new FlowException(FlowError.VALIDATION, violations);
    }
}
