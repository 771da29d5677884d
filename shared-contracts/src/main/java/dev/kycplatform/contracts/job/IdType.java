package dev.kycplatform.contracts.job;

import java.util.List;
import java.util.Set;

/**
 * One kind of ID number that can be looked up.
 *
 * @param country ISO 3166-1 alpha-2
 * @param name the wire's {@code id_type}
 * @param format what a well-formed number looks like
 * @param sample the sandbox's number; its last digit selects the outcome (contract, section 7), unless the type
 *     is for flows
 * @param requiredInputs further inputs a request must carry, by wire name
 * @param returned what is told of the person; anything else the authority says stays in FullData
 * @param authority the ID authority that owns the answer
 * @param audience whose jobs it is for
 */
public record IdType(
        String country,
        String name,
        String label,
        NumberFormat format,
        String sample,
        List<String> requiredInputs,
        Set<PersonalField> returned,
        String authority,
        Audience audience) {
    /** Longer than any number of any country; bounds what the format is matched against. */
    private static final int MOST_CHARACTERS = 64;

    public boolean isWellFormed(String idNumber) {
        return idNumber.length() <= MOST_CHARACTERS && format.matches(idNumber);
    }

    /** True if the number is the sample, its last digit apart: what the sandbox takes, and production never. */
    public boolean isTestNumber(String idNumber) {
        int selector = selector();
        return selector >= 0
                && idNumber.length() == sample.length()
                && idNumber.regionMatches(true, 0, sample, 0, selector)
                && Character.digit(idNumber.charAt(selector), 10) >= 0
                && idNumber.regionMatches(
                        true, selector + 1, sample, selector + 1, sample.length() - selector - 1);
    }

    /**
     * The digit of a test number that selects the outcome: its last one, which need not be its last
     * character.
     *
     * @throws IllegalArgumentException if it is no {@linkplain #isTestNumber test number}
     */
    public int outcomeDigit(String testNumber) {
        if (!isTestNumber(testNumber)) {
            throw new IllegalArgumentException("not a test number of " + country + "/" + name);
        }
        return Character.digit(testNumber.charAt(selector()), 10);
    }

    private int selector() {
        for (int at = sample.length() - 1; at >= 0; at--) {
            if (Character.digit(sample.charAt(at), 10) >= 0) {
                return at;
            }
        }
        return -1;
    }
}
