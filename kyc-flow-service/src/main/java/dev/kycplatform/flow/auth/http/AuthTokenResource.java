package dev.kycplatform.flow.auth.http;

import dev.kycplatform.contracts.flow.FlowError;
import dev.kycplatform.contracts.flow.FlowException;
import dev.kycplatform.flow.auth.CheckToken;
import dev.kycplatform.flow.auth.IssueToken;
import dev.kycplatform.flow.http.Answers;
import dev.kycplatform.flow.http.Calls;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Access tokens (contract, section 3.1). */
@Path("/0.2/auth_token")
@RunOnVirtualThread
public class AuthTokenResource {
    private static final Pattern BASIC = Pattern.compile("(?i)\\s*basic\\s+(\\S+)\\s*");

    private final IssueToken issueToken;
    private final CheckToken checkToken;
    private final Authentication authentication;
    private final Calls calls;
    private final Answers answers;

    AuthTokenResource(
            IssueToken issueToken,
            CheckToken checkToken,
            Authentication authentication,
            Calls calls,
            Answers answers) {
        this.issueToken = issueToken;
        this.checkToken = checkToken;
        this.authentication = authentication;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    public Response issue(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        var header = calls.aboutApp().checkedHeader();
        var client = client(authorization);
        var token = issueToken.issue(header.app(), client.id(), client.secret());
        return answers.success()
                .with(
                        body ->
                                body.putObject("access_token")
                                        .put("token", token.value())
                                        .put("expiration", token.expiresAt().getEpochSecond()))
                .response();
    }

    @DELETE
    public Response invalidate() {
        var header = calls.aboutApp().checkedHeader();
        checkToken.invalidate(header.app(), authentication.token());
        return answers.success("The auth token has been invalidated.").response();
    }

    private record Client(String id, String secret) {}

    private static Client client(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .map(BASIC::matcher)
                .filter(Matcher::matches)
                .flatMap(basic -> decoded(basic.group(1)))
                .filter(text -> text.indexOf(':') >= 0)
                .map(
                        text ->
                                new Client(
                                        text.substring(0, text.indexOf(':')),
                                        text.substring(text.indexOf(':') + 1)))
                .orElseThrow(() -> new FlowException(FlowError.NOT_AUTHENTICATED));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(
                    new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
