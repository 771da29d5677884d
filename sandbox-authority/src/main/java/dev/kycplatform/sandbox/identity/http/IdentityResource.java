package dev.kycplatform.sandbox.identity.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;

import dev.kycplatform.sandbox.authority.Dialect;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.identity.Alert;
import dev.kycplatform.sandbox.identity.Finding;
import dev.kycplatform.sandbox.identity.Identities;
import dev.kycplatform.sandbox.identity.Subject;
import dev.kycplatform.sandbox.lookup.http.Callers;
import dev.kycplatform.sandbox.lookup.http.JsonAnswers;
import dev.kycplatform.sandbox.lookup.http.LookupExchange;
import dev.kycplatform.sandbox.lookup.http.NativeAnswer;

import io.smallrye.common.annotation.RunOnVirtualThread;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Asks the register of identities about a number and whom it is said to belong to. The {@code outcome} says what came
 * of it: RECORD (200), NO_RECORD (404), BAD_QUESTION (422), NO_SERVICE, NOT_ALLOWED.
 */
@Path("/authorities/{name}/identities")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IdentityResource {
    private final LookupExchange exchange;
    private final Identities identities;
    private final Callers callers;
    private final JsonAnswers json;

    IdentityResource(
            LookupExchange exchange, Identities identities, Callers callers, JsonAnswers json) {
        this.exchange = exchange;
        this.identities = identities;
        this.callers = callers;
        this.json = json;
    }

    @POST
    public Response identify(
            @PathParam("name") IdAuthority authority,
            @HeaderParam("X-Api-Key") @Nullable String apiKey,
            @Nullable JsonNode body) {
        if (authority.dialect() != Dialect.IDENTITY) {
            throw new NotFoundException();
        }
        if (!callers.hasApiKey(apiKey)) {
            return says(401, "NOT_ALLOWED").response();
        }
        IdentityQuestion question;
        try {
            question = IdentityQuestion.from(body);
        } catch (IllegalArgumentException _) {
            return says(422, "BAD_QUESTION").response();
        }
        var type = authority.type(question.type());
        return type.isEmpty()
                ? says(422, "BAD_QUESTION").response()
                : exchange.answer(
                        authority,
                        question.number(),
                        () ->
                                written(
                                        identities.find(
                                                type.get(), question.number(), question.subject())),
                        status -> says(status, "NO_SERVICE"));
    }

    private NativeAnswer written(Finding finding) {
        return switch (finding) {
            case Finding.OnRecord(var subject, var alerts) ->
                    json.of(
                            200,
                            new RecordJson(
                                    "RECORD",
                                    SubjectJson.from(subject),
                                    alerts.stream().map(IdentityResource::name).toList()));
            case Finding.NoRecord() -> says(404, "NO_RECORD");
            case Finding.BadQuestion() -> says(422, "BAD_QUESTION");
        };
    }

    private static String name(Alert alert) {
        return alert.name().toLowerCase(Locale.ROOT);
    }

    private NativeAnswer says(int status, String outcome) {
        return json.of(status, new OutcomeJson(outcome));
    }

    private record OutcomeJson(String outcome) {}

    private record RecordJson(
            String outcome, @JsonProperty("record") SubjectJson subject, List<String> alerts) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record SubjectJson(
            @JsonProperty("first_name") @Nullable String firstName,
            @JsonProperty("last_name") @Nullable String lastName,
            @JsonProperty("entity_name") @Nullable String entityName,
            @Nullable String birthdate,
            @Nullable AddressJson address,
            @Nullable String email,
            @Nullable String phone) {
        static SubjectJson from(Subject subject) {
            return new SubjectJson(
                    subject.firstName(),
                    subject.lastName(),
                    subject.entityName(),
                    text(subject.bornOn()),
                    AddressJson.from(subject.address()),
                    subject.email(),
                    subject.phone());
        }

        private static @Nullable String text(@Nullable LocalDate date) {
            return date == null ? null : date.toString();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AddressJson(
            @JsonProperty("line_1") @Nullable String line1,
            @JsonProperty("line_2") @Nullable String line2,
            @Nullable String city,
            @Nullable String state,
            @JsonProperty("postal_code") @Nullable String postalCode,
            @Nullable String country) {
        static @Nullable AddressJson from(Subject.@Nullable Address address) {
            return address == null
                    ? null
                    : new AddressJson(
                            address.line1(),
                            address.line2(),
                            address.city(),
                            address.state(),
                            address.postalCode(),
                            address.country());
        }
    }
}
