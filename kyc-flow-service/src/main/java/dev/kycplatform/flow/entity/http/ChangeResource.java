package dev.kycplatform.flow.entity.http;

import dev.kycplatform.flow.auth.Caller;
import dev.kycplatform.flow.auth.http.Authentication;
import dev.kycplatform.flow.entity.ChangeRegistration;
import dev.kycplatform.flow.entity.Detail;
import dev.kycplatform.flow.entity.Item;
import dev.kycplatform.flow.entity.Profile.Person;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Call;
import dev.kycplatform.flow.http.Calls;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Adding, changing and deleting what is registered (contract, section 7.6). */
@Path("/0.2")
@RunOnVirtualThread
public class ChangeResource {
    private final ChangeRegistration changeRegistration;
    private final DetailChanges changes;
    private final ProfileReader profiles;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;

    ChangeResource(
            ChangeRegistration changeRegistration,
            DetailChanges changes,
            ProfileReader profiles,
            Authentication authentication,
            Calls calls,
            Answers answers) {
        this.changeRegistration = changeRegistration;
        this.changes = changes;
        this.profiles = profiles;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @Path("/add/{kind}")
    public Response add(@PathParam("kind") String kind) {
        var change = changes.of(kind);
        var call = calls.aboutUser();
        var detail = change.read(call.fields());
        var caller = authentication.user(call);
        var item = changeRegistration.add(caller.app(), caller.user(), detail.orElseThrow());
        return changed("added", kind, item);
    }

    @POST
    @Path("/update/{kind}")
    public Response update(@PathParam("kind") String kind) {
        var change = changes.of(kind);
        var call = calls.aboutUser();
        var id = call.fields().requiredUuid("uuid");
        change.isPartial(call.fields());
        var caller = authentication.user(call);
        return changed("updated", kind, update(change, call, caller, id.orElseThrow()));
    }

    private <D extends Detail> Item<D> update(
            DetailChanges.Change<D> change, Call call, Caller caller, UUID id) {
        return changeRegistration.change(
                caller.app(),
                caller.user(),
                id,
                change.type(),
                before -> {
                    var after = change.readPartial(call.fields(), before);
                    call.violations().check();
                    return after.orElseThrow();
                });
    }

    @POST
    @Path("/delete/{kind}")
    public Response delete(@PathParam("kind") String kind) {
        var change = changes.of(kind);
        var call = calls.aboutUser();
        var id = call.fields().requiredUuid("uuid");
        var caller = authentication.user(call);
        changeRegistration.delete(caller.app(), caller.user(), id.orElseThrow(), change.type());
        return answers.success("Successfully deleted %s with UUID %s.".formatted(kind, id.get()))
                .response();
    }

    @POST
    @Path("/update/entity")
    public Response updateEntity() {
        var call = calls.aboutUser();
        profiles.changed(call.fields(), new Person("", "", "", null));
        var caller = authentication.user(call);
        var entity =
                changeRegistration.changeProfile(
                        caller.app(),
                        caller.user(),
                        before -> {
                            var after = profiles.changed(call.fields(), before);
                            call.violations().check();
                            return after;
                        });
        return answers.success("Successfully updated entity %s.".formatted(entity.handle()))
                .with("user_handle", entity.handle().value())
                .with("entity_type", entity.type().wire())
                .with(body -> new EntityJson(false).writeProfile(body.putObject("entity"), entity))
                .response();
    }

    private Response changed(String how, String kind, Item<?> item) {
        return answers.success("Successfully %s %s with UUID %s.".formatted(how, kind, item.id()))
                .with(body -> new EntityJson(false).write(body.putObject(kind), item))
                .response();
    }
}
