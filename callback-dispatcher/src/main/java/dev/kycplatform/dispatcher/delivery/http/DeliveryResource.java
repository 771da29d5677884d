package dev.kycplatform.dispatcher.delivery.http;

import dev.kycplatform.contracts.callback.WebhookId;
import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.dispatcher.delivery.DeliveryLog;
import dev.kycplatform.dispatcher.delivery.ReadAnswers;
import dev.kycplatform.dispatcher.delivery.RepairDeliveries;
import dev.kycplatform.operators.http.Operators;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Operators' API of deliveries. */
@Path("/admin/deliveries")
@RolesAllowed("operator")
@RunOnVirtualThread
public class DeliveryResource {
    private final DeliveryLog log;
    private final RepairDeliveries repairing;
    private final ReadAnswers answers;

    DeliveryResource(DeliveryLog log, RepairDeliveries repairing, ReadAnswers answers) {
        this.log = log;
        this.repairing = repairing;
        this.answers = answers;
    }

    @GET
    public DeliveryPageResponse list(
            @QueryParam("partner") @DefaultValue("") String partner,
            @QueryParam("job") @DefaultValue("") String job,
            @QueryParam("state") @DefaultValue("") String state,
            @QueryParam("since") @DefaultValue("") String since,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        var most = Operators.limit(limit, RepairRequests.MOST_LISTED);
        var page =
                log.list(
                        RepairRequests.filter(partner, job, state, since),
                        PageMark.delivery(after),
                        most);
        return new DeliveryPageResponse(
                page.stream().map(one -> DeliveryResponse.from(one, null)).toList(),
                page.size() < most ? null : PageMark.of(page.getLast().key()));
    }

    /** One webhook's: one delivery, or of an app's webhook one at each endpoint. */
    @GET
    @Path("/{webhook_id}")
    public DeliveryPageResponse show(@PathParam("webhook_id") String webhookId) {
        var found = log.of(id(webhookId));
        if (found.isEmpty()) {
            throw new KycException(ErrorCode.NOT_FOUND, "there is no such delivery");
        }
        return new DeliveryPageResponse(
                found.stream()
                        .map(one -> DeliveryResponse.from(one, log.attempts(one.key())))
                        .toList(),
                null);
    }

    /** Is a POST, for it leaves an audit row. */
    @POST
    @Path("/{webhook_id}/answers")
    public AnswersResponse answers(
            @PathParam("webhook_id") String webhookId,
            byte[] body,
            @Context SecurityContext operator) {
        var requester = Operators.requester(operator, RepairRequests.reason(body));
        return AnswersResponse.from(answers.read(id(webhookId), requester));
    }

    @POST
    @Path("/{webhook_id}/{repair}")
    public RepairResponse one(
            @PathParam("webhook_id") String webhookId,
            @PathParam("repair") String repair,
            byte[] body,
            @Context SecurityContext operator) {
        var wanted = RepairRequests.one(body);
        var changed =
                repairing.one(
                        RepairRequests.repair(repair),
                        id(webhookId),
                        wanted.at(),
                        Operators.requester(operator, wanted.reason()));
        return new RepairResponse(changed, null);
    }

    @POST
    @Path("/{repair}")
    public RepairResponse some(
            @PathParam("repair") String name, byte[] body, @Context SecurityContext operator) {
        var repair = RepairRequests.repair(name);
        var wanted = RepairRequests.some(repair, body);
        var step =
                repairing.some(
                        repair,
                        wanted.filter(),
                        wanted.after(),
                        wanted.limit(),
                        Operators.requester(operator, wanted.reason()));
        return new RepairResponse(step.changed(), step.next().map(PageMark::of).orElse(null));
    }

    private static WebhookId id(String text) {
        return new WebhookId(Operators.storable(text, "webhook_id"));
    }
}
