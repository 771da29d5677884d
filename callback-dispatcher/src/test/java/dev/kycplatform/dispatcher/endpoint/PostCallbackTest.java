package dev.kycplatform.dispatcher.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.callbackpolicy.CallbackPolicy;
import dev.kycplatform.callbackpolicy.CallbackPolicyConfig;
import dev.kycplatform.callbackpolicy.NameResolver;
import dev.kycplatform.dispatcher.Settings;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Answered;
import dev.kycplatform.dispatcher.endpoint.EndpointAnswer.Unanswered;
import dev.kycplatform.localstack.testing.HandClock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostCallbackTest {
    private final HandClock clock = new HandClock();
    private final List<InetAddress> sentTo = new ArrayList<>();
    private final List<Duration> within = new ArrayList<>();
    private Duration lookup = Duration.ZERO;

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
        assertThat(Endpoint.of("not a url")).isEqualTo(Endpoint.UNREADABLE);
        assertThat(post("https://user@example.com/", 1, "8.8.8.8"))
                .isEqualTo(new Unanswered(Failure.USERINFO_FORBIDDEN));
        assertThat(post("https://example.com:22/", 1, "8.8.8.8"))
                .isEqualTo(new Unanswered(Failure.PORT_FORBIDDEN));
    }

    @Test
    void leavesTheEndpointWhatLookingUpItsNameHasNotTaken() {
        lookup = Duration.ofSeconds(4);

        assertThat(post("https://example.com/cb", 1, "8.8.8.8")).isInstanceOf(Answered.class);

        assertThat(within).containsExactly(Duration.ofSeconds(26));
    }

    @Test
    void asksNobodyOnceLookingUpTheNameHasTakenAllTheTime() {
        lookup = Duration.ofSeconds(30);

        assertThat(post("https://example.com/cb", 1, "8.8.8.8"))
                .isEqualTo(new Unanswered(Failure.TIMEOUT));

        assertThat(sentTo).isEmpty();
    }

    @Test
    void givesTheEndpointNoMoreTimeThanAnAttemptHasIfTheClockIsSetBackMeanwhile() {
        lookup = Duration.ofHours(-1);

        post("https://example.com/cb", 1, "8.8.8.8");

        assertThat(within).containsExactly(Duration.ofSeconds(30));
    }

    private EndpointAnswer post(String url, int attempt, String... addresses) {
        EndpointClient client =
                (_, address, _, left) -> {
                    sentTo.add(address);
                    within.add(left);
                    return new Answered(200, Optional.empty(), new byte[0]);
                };
        var policy =
                new CallbackPolicy(Settings.deployment(true), new OnlyHttps(), resolver(addresses));
        return new PostCallback(policy, client, Settings.with(Map.of()), clock)
                .post(url, new SignedCallback(Map.of(), List.of()), attempt);
    }

    private NameResolver resolver(String... addresses) {
        return host -> {
            clock.advance(lookup);
            if (addresses.length == 0) {
                throw new UnknownHostException(host);
            }
            return Stream.of(addresses).map(PostCallbackTest::address).toList();
        };
    }

    private record OnlyHttps() implements CallbackPolicyConfig {
        @Override
        public List<Integer> ports() {
            return List.of(443);
        }

        @Override
        public Duration lookupTimeout() {
            return Duration.ZERO;
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
