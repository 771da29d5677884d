package dev.kycplatform.sandbox.soap.http;

import dev.kycplatform.contracts.job.IdType;
import dev.kycplatform.sandbox.authority.Dialect;
import dev.kycplatform.sandbox.authority.IdAuthority;
import dev.kycplatform.sandbox.lookup.Answer;
import dev.kycplatform.sandbox.lookup.Extract;
import dev.kycplatform.sandbox.lookup.http.Callers;
import dev.kycplatform.sandbox.lookup.http.LookupExchange;
import dev.kycplatform.sandbox.lookup.http.NativeAnswer;
import dev.kycplatform.sandbox.lookup.http.NativeFormat;
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

/** Asks an authority that speaks SOAP, with a password; what it has not is a fault with HTTP 500, as SOAP has it. */
@Path("/authorities/{name}/soap")
@Consumes(MediaType.TEXT_XML)
@RunOnVirtualThread
public class SoapResource {
    private final LookupExchange exchange;
    private final Callers callers;

    SoapResource(LookupExchange exchange, Callers callers) {
        this.exchange = exchange;
        this.callers = callers;
    }

    @POST
    public Response ask(
            @PathParam("name") IdAuthority authority,
            @HeaderParam("Authorization") @Nullable String authorization,
            byte[] message) {
        if (authority.dialect() != Dialect.SOAP) {
            throw new NotFoundException();
        }
        if (!callers.hasPassword(authorization)) {
            return Envelope.fault(401, "Client", "NOT_AUTHORIZED").response();
        }
        var question = Envelope.read(message);
        var number = question.map(Envelope.Question::idNumber);
        var type = question.map(Envelope.Question::idType).flatMap(authority::type);
        return number.isEmpty() || type.isEmpty()
                ? Envelope.fault(500, "Client", "BAD_REQUEST").response()
                : exchange.answer(type.get(), number.get(), format(type.get(), number.get()));
    }

    private static NativeFormat format(IdType type, String number) {
        return new NativeFormat() {
            @Override
            public NativeAnswer write(Answer answer) {
                return switch (answer) {
                    case Answer.Found(var person) ->
                            Envelope.identity(new Extract(type, number, person));
                    case Answer.NotFound() -> Envelope.fault(500, "Client", "NOT_FOUND");
                    case Answer.Refused() -> Envelope.fault(500, "Client", "BAD_NUMBER");
                };
            }

            @Override
            public NativeAnswer writeFailure(int status) {
                return Envelope.fault(status, "Server", "NO_SERVICE");
            }
        };
    }
}
