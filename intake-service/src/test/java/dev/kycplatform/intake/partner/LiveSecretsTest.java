package dev.kycplatform.intake.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.ErrorCode;
import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.intake.partner.RegisteredPartner.SealedSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveSecretsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final Instant NEXT_WEEK = NOW.plus(Duration.ofDays(7));

    private final SealedSecret oldest = secret("oldest", NOW.minusSeconds(60), TOMORROW);
    private final SealedSecret newest = secret("newest", NOW.minusSeconds(30), null);
    private final SealedSecret fresh = secret("fresh", NOW, null);

    @Test
    void rotatingGivesTheFormerAnEnd() {
        var rotated = live(newest).rotated(fresh, TOMORROW, false);

        assertThat(ids(rotated)).containsExactly("fresh", "newest");
        assertThat(rotated.newestFirst().getFirst().notAfter()).isNull();
        assertThat(rotated.newestFirst().getLast().notAfter()).isEqualTo(TOMORROW);
    }

    @Test
    void aThirdOneIsRefusedWhileTwoAreLive() {
        assertFails(() -> live(newest, oldest).rotated(fresh, TOMORROW, false), ErrorCode.CONFLICT);
    }

    @Test
    void theOldestMakesRoomIfItIsSaidTo() {
        var rotated = live(newest, oldest).rotated(fresh, NEXT_WEEK, true);

        assertThat(ids(rotated)).containsExactly("fresh", "newest");
        assertThat(rotated.newestFirst().getLast().notAfter()).isEqualTo(NEXT_WEEK);
    }

    @Test
    void anEndIsNeverPutOff() {
        var rotated = live(oldest).rotated(fresh, NEXT_WEEK, false);

        assertThat(rotated.newestFirst().getLast().notAfter()).isEqualTo(TOMORROW);
    }

    @Test
    void removingTheFormerLeavesTheNewest() {
        assertThat(live(newest, oldest).without("oldest").newestFirst()).containsExactly(newest);
    }

    @Test
    void removingTheNewestTakesTheRotationBack() {
        var remaining = live(newest, oldest).without("newest").newestFirst();

        assertThat(remaining).hasSize(1);
        assertThat(remaining.getFirst().id()).isEqualTo("oldest");
        assertThat(remaining.getFirst().notAfter()).isNull();
    }

    @Test
    void theLastOneCannotBeRemoved() {
        assertFails(() -> live(newest).without("newest"), ErrorCode.CONFLICT);
    }

    @Test
    void whatIsNotLiveCannotBeRemoved() {
        assertFails(() -> live(newest, oldest).without("fresh"), ErrorCode.NOT_FOUND);
    }

    @Test
    void whatHasEndedOrIsOfAnotherKindDoesNotCount() {
        var ended = secret("ended", NOW.minusSeconds(90), NOW);
        var other =
                new SealedSecret("other", PartnerSecretKind.WEBHOOK_SECRET, new byte[0], NOW, null);

        var live =
                LiveSecrets.of(
                        List.of(ended, oldest, other, newest), PartnerSecretKind.API_KEY, NOW);

        assertThat(ids(live)).containsExactly("newest", "oldest");
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KycException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static LiveSecrets live(SealedSecret... secrets) {
        return new LiveSecrets(List.of(secrets));
    }

    private static List<String> ids(LiveSecrets live) {
        return live.newestFirst().stream().map(SealedSecret::id).toList();
    }

    private static SealedSecret secret(String id, Instant createdAt, @Nullable Instant notAfter) {
        return new SealedSecret(id, PartnerSecretKind.API_KEY, new byte[0], createdAt, notAfter);
    }
}
