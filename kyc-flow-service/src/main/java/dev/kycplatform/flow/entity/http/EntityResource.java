package dev.kycplatform.flow.entity.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.entity.Entity;
import dev.kycplatform.flow.entity.EntityType;
import dev.kycplatform.flow.entity.FindEntity;
import dev.kycplatform.flow.entity.Profile.Business;
import dev.kycplatform.flow.entity.Profile.Person;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Call;
import dev.kycplatform.flow.http.Calls;
import dev.kycplatform.flow.http.Paging;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;

/** Reading what is registered (contract, section 7.5). */
@Path("/0.2")
@RunOnVirtualThread
public class EntityResource {
    private final FindEntity findEntity;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;
    private final Paging paging;

    EntityResource(
            FindEntity findEntity,
            Authentication authentication,
            Calls calls,
            Answers answers,
            Paging paging) {
        this.findEntity = findEntity;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
        this.paging = paging;
    }

    @POST
    @Path("/get_entity")
    public Response get(@QueryParam("pretty_dates") @DefaultValue("") String prettyDates) {
        var caller = authentication.user(calls.aboutUser());
        var entity = findEntity.get(caller.app(), caller.user());
        var json = new EntityJson(Boolean.parseBoolean(prettyDates));
        return answers.success().with(body -> json.write(body, entity)).response();
    }

    @POST
    @Path("/get_entities")
    public Response list() {
        var call = calls.aboutApp();
        var type = type(call);
        var wanted = paging.of(call);
        var app = authentication.app(call);
        var page = findEntity.page(app, type, wanted.page(), wanted.perPage());
        return answers.success()
                .with(body -> write(body, page))
                .with(body -> wanted.write(body, page.entities().size(), page.total()))
                .response();
    }

    private static Optional<EntityType> type(Call call) {
        var text = call.fields().text("entity_type");
        var type =
                text.flatMap(
                        wire ->
                                Arrays.stream(EntityType.values())
                                        .filter(its -> its.wire().equals(wire))
                                        .findFirst());
        if (text.isPresent() && type.isEmpty()) {
            call.fields().reject("entity_type", "This value must be one of individual, business.");
        }
        return type;
    }

    private static void write(ObjectNode body, FindEntity.Page page) {
        var entities = body.putObject("entities");
        var individuals = entities.putArray("individuals");
        var businesses = entities.putArray("businesses");
        for (var entity : page.entities()) {
            switch (entity.profile()) {
                case Person _ -> writeLine(individuals.addObject(), entity);
                case Business business ->
                        writeLine(businesses.addObject(), entity)
                                .put("uuid", business.businessUuid())
                                .put("business_type", business.businessType())
                                .put("dba", business.doingBusinessAs());
            }
        }
    }

    /** Addresses are kept as hashes only, so there are none to tell. */
    private static ObjectNode writeLine(ObjectNode json, Entity entity) {
        json.put("handle", entity.handle().value())
                .put("full_name", entity.profile().entityName())
                .put("created", entity.createdAt().getEpochSecond())
                .put("status", "active")
                .putArray("blockchain_addresses");
        return json;
    }
}
