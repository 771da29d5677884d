package dev.kycplatform.sandbox.flatjson.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.lookup.http.LookupExchange;
import dev.kycplatform.sandbox.person.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Asks an authority that speaks flat JSON: {@code {"id_number":"…"}}. */
@Path("/authorities")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@ApiKeyProtected
public class FlatJsonResource {
    private final LookupExchange exchange;
    private final FlatJson json;

    FlatJsonResource(LookupExchange exchange, FlatJson json) {
        this.exchange = exchange;
        this.json = json;
    }

    @POST
    @Path("ng-nibss/lookups")
    public Response lookUpBvn(@Nullable JsonNode question) {
        return answer(IdAuthority.NG_NIBSS, question, NibssRecord::from);
    }

    @POST
    @Path("ke-iprs/lookups")
    public Response lookUpNationalId(@Nullable JsonNode question) {
        return answer(IdAuthority.KE_IPRS, question, IprsRecord::from);
    }

    private Response answer(
            IdAuthority authority,
            @Nullable JsonNode question,
            BiFunction<String, Person, Object> writer) {
        var number = question == null ? null : question.get("id_number");
        if (number == null || !number.isTextual()) {
            return json.error(400, "invalid_request", "id_number must be a string");
        }
        var idNumber = number.textValue();
        return exchange.answer(
                authority, idNumber, json.writing(person -> writer.apply(idNumber, person)));
    }
}
