package dev.kycplatform.worker.authority;

import dev.kycplatform.worker.lookup.Answer;
import dev.kycplatform.worker.lookup.AnswerRoom;
import dev.kycplatform.worker.lookup.Lookup;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One authority, asked as its connector says. */
final class ConnectedAuthority implements AutoCloseable {
    private static final String AUTHORIZATION = "Authorization";
    private static final int UNAUTHORIZED = 401;

    private final Connector connector;
    private final AuthorityClient client;
    private final AnswerReader reader;
    private final Optional<AccessTokens> tokens;
    private final Consumer<Exchange> listener;

    ConnectedAuthority(
            Vertx vertx,
            Connector connector,
            AnswerRoom room,
            int largestAnswer,
            AnswerReader reader) {
        this(vertx, connector, room, largestAnswer, reader, _ -> {});
    }

    /** @param listener told of every answer to a lookup before it is read */
    ConnectedAuthority(
            Vertx vertx,
            Connector connector,
            AnswerRoom room,
            int largestAnswer,
            AnswerReader reader,
            Consumer<Exchange> listener) {
        this.listener = listener;
        this.connector = connector;
        this.client = new AuthorityClient(vertx, connector, room, largestAnswer);
        this.reader = reader;
        this.tokens =
                connector.authentication() instanceof Authentication.ClientCredentials credentials
                        ? Optional.of(
                                new AccessTokens(
                                        credentials,
                                        client,
                                        reader,
                                        connector.timeouts().whole(),
                                        System::nanoTime))
                        : Optional.empty();
    }

    @Override
    public void close() {
        client.close();
    }

    /** Best called within {@link AnswerRoom#during}, or the answer's room is given back before it is recorded. */
    Answer ask(Lookup lookup) {
        var answer = new AtomicReference<Answer>();
        AnswerRoom.during(() -> answer.set(answer(lookup)));
        return Objects.requireNonNull(answer.get());
    }

    private Answer answer(Lookup lookup) {
        RequestMessage question;
        try {
            question = connector.request().about(lookup);
        } catch (UnsendableQuestionException _) {
            return new Answer.Refused();
        } catch (UnreadableAnswerException e) {
            return new Answer.Unavailable("request_" + e.reason(), Optional.empty());
        }
        var time = new Time(System.nanoTime(), allowed(lookup));
        return switch (connector.authentication()) {
            case Authentication.None() -> read(client.send(question, time.left()));
            case Authentication.ApiKey(var header, var key) ->
                    read(client.send(question.with(header, key), time.left()));
            case Authentication.Basic(var user, var password) ->
                    read(
                            client.send(
                                    question.with(
                                            AUTHORIZATION, AccessTokens.basic(user, password)),
                                    time.left()));
            case Authentication.ClientCredentials _ -> withToken(question, time, false);
        };
    }

    /** A token that is refused is not used again; a fresh one is tried once. */
    private Answer withToken(RequestMessage question, Time time, boolean isSecondTry) {
        var source = tokens.orElseThrow();
        return switch (source.get(time.left())) {
            case AccessTokens.Token.Missing(var why) -> why;
            case AccessTokens.Token.Held held -> {
                var exchange =
                        client.send(
                                question.with(AUTHORIZATION, "Bearer " + held.value()),
                                time.left());
                if (isUnauthorized(exchange)) {
                    source.discard(held);
                    yield isSecondTry ? read(exchange) : withToken(question, time, true);
                }
                yield read(exchange);
            }
        };
    }

    private static boolean isUnauthorized(Exchange exchange) {
        return exchange instanceof Exchange.Heard heard && heard.status() == UNAUTHORIZED;
    }

    private Answer read(Exchange exchange) {
        listener.accept(exchange);
        return reader.read(connector, exchange);
    }

    private Duration allowed(Lookup lookup) {
        var longest = connector.timeouts().whole();
        return lookup.within().filter(asked -> asked.compareTo(longest) < 0).orElse(longest);
    }

    /** What is left of the time for one lookup, tokens included. */
    private record Time(long startedAt, Duration allowed) {
        Duration left() {
            return allowed.minusNanos(System.nanoTime() - startedAt);
        }
    }
}
