package dev.kycplatform.flow.document.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.auth.Caller;
import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.document.Document;
import dev.kycplatform.flow.document.DocumentContents;
import dev.kycplatform.flow.document.DocumentTypes;
import dev.kycplatform.flow.document.FindDocuments;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Calls;
import dev.kycplatform.flow.http.Paging;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reading documents, and what they may be called (contract, section 7.7). */
@Path("/0.2")
@RunOnVirtualThread
public class DocumentResource {
    private final FindDocuments findDocuments;
    private final DocumentContents contents;
    private final DocumentTypes types;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;
    private final Paging paging;

    DocumentResource(
            FindDocuments findDocuments,
            DocumentContents contents,
            DocumentTypes types,
            Authentication authentication,
            Calls calls,
            Answers answers,
            Paging paging) {
        this.findDocuments = findDocuments;
        this.contents = contents;
        this.types = types;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
        this.paging = paging;
    }

    @POST
    @Path("/list_documents")
    public Response list(@QueryParam("order") @DefaultValue("asc") String order) {
        var call = calls.aboutUser();
        var filter = DocumentFilter.read(call.fields(), order);
        var wanted = paging.of(call);
        var caller = authentication.user(call);
        var found = filter.of(findDocuments.of(caller.app(), caller.user()));
        var page = wanted.of(found);
        return answers.success()
                .with(body -> write(body, caller, page))
                .with(body -> wanted.write(body, page.size(), found.size()))
                .response();
    }

    @POST
    @Path("/get_document")
    public Response get() {
        var call = calls.aboutUser();
        var id = call.fields().requiredUuid("document_id");
        var caller = authentication.user(call);
        var document = findDocuments.get(caller.app(), caller.user(), id.orElseThrow());
        return Response.ok((StreamingOutput) output -> write(document, output))
                .type(document.description().mimeType())
                .header(HttpHeaders.CONTENT_LENGTH, document.size())
                // Whatever somebody uploaded is shown by no browser as if it were ours.
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    @POST
    @Path("/document_types")
    public Response types() {
        var call = calls.aboutApp();
        var wanted = paging.of(call);
        authentication.app(call);
        var page = wanted.of(types.all());
        return answers.success()
                .with(
                        body -> {
                            var list = body.putArray("document_types");
                            page.forEach(
                                    type ->
                                            list.addObject()
                                                    .put("name", type.name())
                                                    .put("label", type.label())
                                                    .put("identity_type", type.identityType()));
                        })
                .with(body -> wanted.write(body, page.size(), types.all().size()))
                .response();
    }

    private void write(Document document, OutputStream output) {
        contents.read(
                document.contentId(),
                bytes -> {
                    try {
                        output.write(bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private static void write(ObjectNode body, Caller caller, List<Document> documents) {
        var list = body.putArray("documents");
        for (var document : documents) {
            var description = document.description();
            list.addObject()
                    .put("user_handle", caller.user().value())
                    .put("document_id", document.id().toString())
                    .put("name", description.name())
                    .put("filename", description.filename())
                    .put("hash", description.sha256())
                    .put("type", document.type())
                    .put("size", document.size())
                    .put(
                            "created",
                            document.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
