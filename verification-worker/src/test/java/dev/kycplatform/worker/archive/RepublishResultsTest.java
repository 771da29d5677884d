package dev.kycplatform.worker.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kycplatform.contracts.error.KycException;
import dev.kycplatform.contracts.job.JobKey;
import dev.kycplatform.contracts.job.SmileJobId;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.ResultReference;
import dev.kycplatform.operators.Requester;
import dev.kycplatform.worker.lookup.ResultArchive;
import dev.kycplatform.worker.lookup.StoredResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepublishResultsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ResultArchive.Filter ALL =
            new ResultArchive.Filter(NOON, Optional.empty());
    private static final Requester SOMEBODY = new Requester("somebody", Optional.empty());

    private final List<String> happened = new ArrayList<>();

    @Test
    void waitsForItsTurnBeforeEachResultAndSaysFirstThatItDoes() {
        republishing(() -> happened.add("turn")).republish(ALL, Optional.empty(), 2, SOMEBODY);

        assertThat(happened).containsExactly("results.republish", "turn", "job-0", "turn", "job-1");
    }

    @Test
    void doesOnePageAtATime() {
        var republishing = new RepublishResults[1];
        republishing[0] =
                republishing(
                        () ->
                                assertThatThrownBy(
                                                () ->
                                                        republishing[0].republish(
                                                                ALL, Optional.empty(), 1, SOMEBODY))
                                        .isInstanceOf(KycException.class)
                                        .hasMessageContaining("other results"));

        republishing[0].republish(ALL, Optional.empty(), 1, SOMEBODY);
        republishing[0].republish(ALL, Optional.empty(), 1, SOMEBODY);

        assertThat(happened)
                .containsExactly("results.republish", "job-0", "results.republish", "job-0");
    }

    @Test
    void saysWhereToGoOnUnlessThatWasAll() {
        var republishing = republishing(() -> {});

        var first = republishing.republish(ALL, Optional.empty(), 3, SOMEBODY);
        var second = republishing.republish(ALL, first.next(), 3, SOMEBODY);

        assertThat(first.next())
                .map(place -> place.reference().key().jobId().value())
                .hasValue("job-2");
        assertThat(second.republished()).isEqualTo(1);
        assertThat(second.next()).isEmpty();
    }

    private RepublishResults republishing(Pace pace) {
        return new RepublishResults(
                new FourResults(),
                result -> happened.add(result.reference().key().jobId().value()),
                (_, action, _) -> happened.add(action),
                pace);
    }

    private static final class FourResults implements ResultArchive {
        private final List<Placed> all =
                IntStream.range(0, 4).mapToObj(FourResults::placed).toList();

        @Override
        public Optional<WithBody> find(ResultReference reference) {
            return Optional.empty();
        }

        @Override
        public List<Placed> list(Filter filter, Optional<Place> after, int most) {
            return all.stream()
                    .filter(
                            it ->
                                    after.isEmpty()
                                            || it.place()
                                                    .recordedAt()
                                                    .isAfter(after.get().recordedAt()))
                    .limit(most)
                    .toList();
        }

        private static Placed placed(int number) {
            var reference = new ResultReference(NOON, JobKey.of("001", "job-" + number));
            return new Placed(
                    new StoredResult(
                            reference,
                            new SmileJobId(number),
                            "NG",
                            "BVN",
                            "ng-nibss",
                            ResultCode.VALID,
                            Optional.empty(),
                            NOON,
                            1,
                            1,
                            new byte[32],
                            Optional.empty()),
                    new ResultArchive.Place(NOON.plusSeconds(number), reference));
        }
    }
}
