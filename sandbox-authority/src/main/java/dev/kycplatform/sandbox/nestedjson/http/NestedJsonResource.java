package dev.kycplatform.sandbox.nestedjson.http;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Asks an authority for a person by URL, with an access token got for the client's secret (RFC 6749, 4.4). */
@Path("/authorities/{name}")
@RunOnVirtualThread
public class NestedJsonResource {
    private static final String BEARER = "Bearer ";

    private final LookupExchange exchange;
    private final Callers callers;
    private final Tokens tokens;
    private final JsonAnswers json;

    NestedJsonResource(LookupExchange exchange, Callers callers, Tokens tokens, JsonAnswers json) {
        this.exchange = exchange;
        this.callers = callers;
        this.tokens = tokens;
        this.json = json;
    }

    @POST
    @Path("oauth2/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(
            @PathParam("name") IdAuthority authority,
            @HeaderParam("Authorization") @Nullable String authorization,
            @FormParam("grant_type") @Nullable String grantType) {
        requireSpoken(authority);
        if (!callers.hasClientSecret(authorization)) {
            return json.of(401, new TokenErrorJson("invalid_client")).response();
        }
        if (!"client_credentials".equals(grantType)) {
            return json.of(400, new TokenErrorJson("unsupported_grant_type")).response();
        }
        var token = new TokenJson(tokens.issue(authority), "Bearer", Tokens.LIFE.toSeconds());
        return json.of(200, token).response();
    }

    @GET
    @Path("persons/{type}/{number}")
    public Response person(
            @PathParam("name") IdAuthority authority,
            @PathParam("type") String type,
            @PathParam("number") String number,
            @HeaderParam("Authorization") @Nullable String authorization) {
        requireSpoken(authority);
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !tokens.isGood(authority, authorization.substring(BEARER.length()))) {
            return error(401, "TOKEN_NOT_VALID").response();
        }
        var known = authority.type(type);
        return known.isEmpty()
                ? error(422, "TYPE_NOT_KEPT").response()
                : exchange.answer(known.get(), number, format(known.get(), number));
    }

    private static void requireSpoken(IdAuthority authority) {
        if (authority.dialect() != Dialect.NESTED_JSON) {
            throw new NotFoundException();
        }
    }

    private NativeFormat format(IdType type, String number) {
        return new NativeFormat() {
            @Override
            public NativeAnswer write(Answer answer) {
                return switch (answer) {
                    case Answer.Found(var person) ->
                            json.of(200, PersonDocument.from(new Extract(type, number, person)));
                    case Answer.NotFound() -> error(404, "PERSON_NOT_FOUND");
                    case Answer.Refused() -> error(422, "NUMBER_NOT_VALID");
                };
            }

            @Override
            public NativeAnswer writeFailure(int status) {
                return error(status, "NO_SERVICE");
            }
        };
    }

    private NativeAnswer error(int status, String code) {
        return json.of(status, new ErrorJson(new ErrorJson.Error(code)));
    }

    private record TokenJson(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    private record TokenErrorJson(String error) {}

    private record ErrorJson(Error error) {
        private record Error(String code) {}
    }
}
