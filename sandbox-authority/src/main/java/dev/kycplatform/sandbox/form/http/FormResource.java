package dev.kycplatform.sandbox.form.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.sandbox.authority.Dialect;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.lookup.Answer;
import dev.kycplatform.sandbox.lookup.Extract;
import dev.kycplatform.sandbox.lookup.http.Callers;
import dev.kycplatform.sandbox.lookup.http.JsonAnswers;
import dev.kycplatform.sandbox.lookup.http.LookupExchange;
import dev.kycplatform.sandbox.lookup.http.NativeAnswer;
import dev.kycplatform.sandbox.lookup.http.NativeFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches an authority with a posted form, {@code category=…&number=…}. A {@code response_code} in the body says
 * what the status does not: 00 found, 01 no such record, 02 no such number, 99 out of order.
 */
@Path("/authorities/{name}/search")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class FormResource {
    private final LookupExchange exchange;
    private final Callers callers;
    private final JsonAnswers json;

    FormResource(LookupExchange exchange, Callers callers, JsonAnswers json) {
        this.exchange = exchange;
        this.callers = callers;
        this.json = json;
    }

    @POST
    public Response search(
            @PathParam("name") IdAuthority authority,
            @HeaderParam("X-Api-Key") @Nullable String apiKey,
            @FormParam("category") @Nullable String category,
            @FormParam("number") @Nullable String number) {
        if (authority.dialect() != Dialect.FORM) {
            throw new NotFoundException();
        }
        if (!callers.hasApiKey(apiKey)) {
            return says(401, "98", "A valid X-Api-Key is required").response();
        }
        var type = authority.type(category == null ? "" : category);
        if (type.isEmpty() || number == null) {
            return says(400, "97", "category and number are required").response();
        }
        return exchange.answer(type.get(), number, format(type.get(), number));
    }

    private NativeFormat format(IdType type, String number) {
        return new NativeFormat() {
            @Override
            public NativeAnswer write(Answer answer) {
                return switch (answer) {
                    case Answer.Found(var person) ->
                            json.of(
                                    200,
                                    new ResultJson(
                                            "00",
                                            "Found",
                                            List.of(
                                                    FormRecord.from(
                                                            new Extract(type, number, person)))));
                    case Answer.NotFound() -> says(200, "01", "No record has this number");
                    case Answer.Refused() -> says(200, "02", "No number looks like this");
                };
            }

            @Override
            public NativeAnswer writeFailure(int status) {
                return says(status, "99", "Out of order");
            }
        };
    }

    private NativeAnswer says(int status, String code, String message) {
        return json.of(status, new ResultJson(code, message, null));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record ResultJson(
            @JsonProperty("response_code") String responseCode,
            String message,
            @Nullable List<FormRecord> response) {}
}
