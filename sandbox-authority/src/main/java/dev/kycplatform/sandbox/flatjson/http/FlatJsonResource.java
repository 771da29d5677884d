package dev.kycplatform.sandbox.flatjson.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.sandbox.authority.Dialect;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.lookup.http.LookupExchange;
import dev.kycplatform.sandbox.person.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an authority that speaks flat JSON: {@code {"id_number":"…","id_type":"…"}}; the type may be left out. */
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
    public Response lookUpAtTheBanks(@Nullable JsonNode question) {
        return answer(IdAuthority.fromString("ng-nibss"), question, NibssRecord::from);
    }

    @POST
    @Path("ke-iprs/lookups")
    public Response lookUpAtTheRegisterOfPersons(@Nullable JsonNode question) {
        return answer(IdAuthority.fromString("ke-iprs"), question, IprsRecord::from);
    }

    /** All that have no record of their own. */
    @POST
    @Path("{name}/lookups")
    public Response lookUp(@PathParam("name") IdAuthority authority, @Nullable JsonNode question) {
        if (authority.dialect() != Dialect.FLAT_JSON) {
            throw new NotFoundException();
        }
        return answer(authority, question, RegisterRecord::from);
    }

    private Response answer(
            IdAuthority authority, @Nullable JsonNode question, RecordWriter writer) {
        var number = question == null ? null : question.get("id_number");
        if (question == null || number == null || !number.isTextual()) {
            return json.error(400, "invalid_request", "id_number must be a string");
        }
        var named = question.path("id_type");
        var type =
                named.isMissingNode()
                        ? Optional.of(authority.mainType())
                        : authority.type(named.asText());
        if (type.isEmpty()) {
            return json.error(400, "invalid_request", "id_type is none of this register's");
        }
        var idNumber = number.textValue();
        return exchange.answer(
                type.get(),
                idNumber,
                json.writing(person -> writer.write(type.get(), idNumber, person)));
    }

    /** How a register writes a person down. */
    private interface RecordWriter {
        Object write(IdType type, String idNumber, Person person);
    }
}
