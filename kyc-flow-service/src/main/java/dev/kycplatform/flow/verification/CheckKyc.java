package dev.kycplatform.flow.verification;

import java.util.List;
import java.util.Optional;

/**
 * How an entity stands in the Classic contract (section 7.4): by those of its verifications that have a level.
 *
 * @param state of the latest of the level asked for; of any level, of the latest that is not pending if there
 *     is one; empty: never requested
 * @param history newest first
 * @param validLevels that it has passed
 */
public record CheckKyc(
        Optional<VerificationState> state, List<Verification> history, List<String> validLevels) {

    /** @param verifications newest first, as they are by now */
    public static CheckKyc of(
            List<Verification> verifications, boolean isBusiness, Optional<String> level) {
        var wanted = level.map(it -> KycLevels.level(Optional.of(it), isBusiness));
        var history =
                verifications.stream()
                        .filter(one -> one.kycLevel().isPresent())
                        .filter(one -> wanted.isEmpty() || wanted.equals(one.kycLevel()))
                        .toList();
        var ended =
                wanted.isEmpty()
                        ? history.stream().filter(one -> !one.isPending()).findFirst()
                        : Optional.<Verification>empty();
        return new CheckKyc(
                ended.or(() -> history.stream().findFirst()).map(Verification::state),
                history,
                history.stream()
                        .filter(one -> one.passedAt().isPresent())
                        .flatMap(one -> one.kycLevel().stream())
                        .distinct()
                        .toList());
    }
}
