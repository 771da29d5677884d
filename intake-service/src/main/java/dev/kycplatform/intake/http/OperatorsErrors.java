package dev.kycplatform.intake.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document what no operators' resource says itself: whatever fails is an RFC 9457 problem. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OperatorsErrors implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .forEach(
                        (path, item) -> {
                            if (path.startsWith("/admin")) {
                                item.getOperations().values().forEach(OperatorsErrors::describe);
                            }
                        });
    }

    private static void describe(Operation operation) {
        // Those the build adds by itself say nothing of the body.
        operation.getResponses().removeAPIResponse("401");
        operation.getResponses().removeAPIResponse("403");
        operation.getResponses().addAPIResponse("default", problem());
    }

    private static APIResponse problem() {
        var text = OASFactory.createSchema().addType(SchemaType.STRING);
        var schema =
                OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .required(List.of("type", "title", "status", "code", "detail"))
                        .addProperty("type", text)
                        .addProperty("title", text)
                        .addProperty(
                                "status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                        .addProperty("code", text)
                        .addProperty("detail", text);
        return OASFactory.createAPIResponse()
                .description("A problem (RFC 9457)")
                .content(
                        OASFactory.createContent()
                                .addMediaType(
                                        "application/problem+json",
                                        OASFactory.createMediaType().schema(schema)));
    }
}
