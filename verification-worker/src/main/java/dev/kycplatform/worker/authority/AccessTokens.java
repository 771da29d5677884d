package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.AnswerRoom;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one authority (RFC 6749, section 4.4): kept until shortly before it expires, and fetched
 * once however many lookups want one. Whoever fetches has an authority's whole time for it; whoever waits for
 * that waits no longer than its own lookup may take.
 */
final class AccessTokens {
    /** A token is given up this long before it expires, or a tenth of its life if that is shorter. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** Of a token that does not say how long it lives. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(1);

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]+");

    private final Authentication.ClientCredentials credentials;
    private final AuthorityClient client;
    private final AnswerReader reader;
    private final Duration longest;
    private final LongSupplier nanoTime;

    private @Nullable CompletableFuture<Token> latest;

    AccessTokens(
            Authentication.ClientCredentials credentials,
            AuthorityClient client,
            AnswerReader reader,
            Duration longest,
            LongSupplier nanoTime) {
        this.credentials = credentials;
        this.client = client;
        this.reader = reader;
        this.longest = longest;
        this.nanoTime = nanoTime;
    }

    /** What came of fetching a token. */
    sealed interface Token {
        /** One that is good for {@code life} from {@code fetchedAt}, in nanoseconds. */
        record Held(String value, long fetchedAt, long life) implements Token {
            private boolean isGoodAt(long now) {
                return now - fetchedAt < life;
            }

            /** Never prints the token. */
            @Override
            public String toString() {
                return "Held";
            }
        }

        /** None, and why. */
        record Missing(Answer.Unavailable why) implements Token {}
    }

    Token get(Duration within) {
        try {
            return current().get(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return missing("token_timeout");
        } catch (ExecutionException e) {
            throw new IllegalStateException("fetching a token failed", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return missing("stopping");
        }
    }

    /** The authority does not take this token any more; one that came since is kept. */
    synchronized void discard(Token.Held refused) {
        if (latest != null && latest.isDone() && refused.equals(latest.getNow(refused))) {
            latest = null;
        }
    }

    private synchronized CompletableFuture<Token> current() {
        var known = latest;
        if (known == null || isSpent(known)) {
            var fetching = new CompletableFuture<Token>();
            latest = fetching;
            Thread.ofVirtual()
                    .name("access-token")
                    .start(() -> AnswerRoom.during(() -> fetch(fetching)));
            return fetching;
        }
        return known;
    }

    private boolean isSpent(CompletableFuture<Token> token) {
        if (!token.isDone()) {
            return false;
        }
        return !(token.resultNow() instanceof Token.Held held)
                || !held.isGoodAt(nanoTime.getAsLong());
    }

    /** Ends whatever happens, or every lookup would wait for it. */
    private void fetch(CompletableFuture<Token> fetching) {
        try {
            fetching.complete(fetched());
        } finally {
            fetching.complete(missing("token_failed"));
        }
    }

    private Token fetched() {
        var fetchedAt = nanoTime.getAsLong();
        return switch (client.send(request(), longest)) {
            case Exchange.Unheard(var cause) -> missing("token_" + cause);
            case Exchange.Heard heard when heard.status() != 200 ->
                    new Token.Missing(
                            new Answer.Unavailable(
                                    "token_status_" + heard.status(), reader.retryAfter(heard)));
            case Exchange.Heard heard -> {
                try {
                    yield held(AnswerFormat.JSON.read(heard).root(), fetchedAt);
                } catch (UnreadableAnswerException e) {
                    yield missing("token_" + e.reason());
                }
            }
        };
    }

    private static Token held(Map<String, Object> answer, long fetchedAt) {
        if (answer.get("access_token") instanceof String value && TOKEN.matcher(value).matches()) {
            var life =
                    answer.get("expires_in") instanceof Number seconds
                            ? Duration.ofSeconds(Math.clamp(seconds.longValue(), 0, 86_400))
                            : USUAL_LIFE;
            var tenth = life.dividedBy(10);
            var margin = tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
            return new Token.Held(value, fetchedAt, life.minus(margin).toNanos());
        }
        return missing("token_absent");
    }

    private RequestMessage request() {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        credentials.scope().ifPresent(scope -> form.put("scope", scope));
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        if (credentials.isSecretInForm()) {
            form.put("client_id", credentials.clientId());
            form.put("client_secret", credentials.clientSecret());
        } else {
            headers.put(
                    "Authorization",
                    basic(
                            RequestTemplate.encoded(credentials.clientId()),
                            RequestTemplate.encoded(credentials.clientSecret())));
        }
        var body =
                form.entrySet().stream()
                        .map(
                                field ->
                                        field.getKey()
                                                + "="
                                                + RequestTemplate.encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return new RequestMessage(
                HttpMethod.POST,
                credentials.tokenUrl().toString(),
                headers,
                body.getBytes(StandardCharsets.US_ASCII));
    }

    static String basic(String user, String password) {
        var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    private static Token missing(String cause) {
        return new Token.Missing(new Answer.Unavailable(cause, Optional.empty()));
    }
}
