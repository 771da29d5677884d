package dev.kycplatform.flow.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What one vendor client asks for when it starts: a message's schema, of which it needs the name alone (contract, section 9.2). */
@Path("/0.2/getmessage")
@RunOnVirtualThread
public class MessageResource {
    private static final Map<String, String> NAMES =
            Map.of(
                    "headerTestMessage", "header_msg",
                    "entityTestMessage", "entity_msg",
                    "identityTestMessage", "identity_msg",
                    "cryptoTestMessage", "crypto_msg",
                    "linkAccountTestMessage", "link_account_msg");

    @GET
    public Response message(@QueryParam("emptymessage") @DefaultValue("") String name) {
        return Response.ok(Map.of("message", NAMES.getOrDefault(name, "header_msg")))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
