package dev.kycplatform.dispatcher.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.dispatcher.Settings;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Answered;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostCallbackTest {
    private final List<InetAddress> sentTo = new ArrayList<>();

    @Test
    void sendsToAnAddressTheNameStandsFor() {
        assertThat(post("https://example.com/cb", 1, "8.8.8.8")).isInstanceOf(Answered.class);

        assertThat(sentTo).containsExactly(address("8.8.8.8"));
    }

    @Test
    void sendsNothingIfOneOfTheNamesAddressesIsForbidden() {
        assertThat(post("https://example.com/cb", 1, "8.8.8.8", "10.0.0.1"))
                .isEqualTo(new Unanswered(Failure.ADDRESS_FORBIDDEN));

        assertThat(sentTo).isEmpty();
    }

    @Test
    void triesAnotherAddressOfTheNameNextTime() {
        post("https://example.com/cb", 2, "8.8.8.8", "1.1.1.1");
        post("https://example.com/cb", 3, "8.8.8.8", "1.1.1.1");

        assertThat(sentTo).containsExactly(address("1.1.1.1"), address("8.8.8.8"));
    }

    @Test
    void isAFailureLikeAnyOtherIfThereIsNoSuchName() {
        assertThat(post("https://example.com/cb", 1))
                .isEqualTo(new Unanswered(Failure.NAME_UNKNOWN));
    }

    @Test
    void looksNoNameUpThatIsRefusedAnyway() {
        assertThat(post("http://example.com/cb", 1, "8.8.8.8"))
                .isEqualTo(new Unanswered(Failure.SCHEME_FORBIDDEN));
        assertThat(post("not a url", 1, "8.8.8.8"))
                .isEqualTo(new Unanswered(Failure.ADDRESS_UNREADABLE));
    }

    private EndpointAnswer post(String url, int attempt, String... addresses) {
        var config = Settings.with(Map.of());
        var names =
                new NameResolver(config) {
                    @Override
                    List<InetAddress> resolve(String host) throws UnknownHostException {
                        if (addresses.length == 0) {
                            throw new UnknownHostException(host);
                        }
                        return Stream.of(addresses).map(PostCallbackTest::address).toList();
                    }
                };
        EndpointClient client =
                (_, address, _) -> {
                    sentTo.add(address);
                    return new Answered(200, Optional.empty(), new byte[0]);
                };
        return new PostCallback(
                        new CallbackPolicy(Settings.deployment(true), config), names, client)
                .post(url, new SignedCallback(Map.of(), List.of()), attempt);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
