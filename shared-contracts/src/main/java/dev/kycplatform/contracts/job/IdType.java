package dev.kycplatform.contracts.job;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One kind of ID number that can be looked up.
 *
 * @param country ISO 3166-1 alpha-2
 * @param name the wire's {@code id_type}
 * @param format what a well-formed number looks like
 * @param sample the sandbox's number; its last digit selects the outcome (contract, section 7)
 * @param requiredInputs further inputs a request must carry, by wire name
 * @param authority the ID authority that owns the answer
 */
public record IdType(
        String country,
        String name,
        String label,
        Pattern format,
        String sample,
        List<String> requiredInputs,
        String authority) {

    /** Longer than any number of any country; bounds what the format is matched against. */
    private static final int MOST_CHARACTERS = 64;

    public boolean isWellFormed(String idNumber) {
        return idNumber.length() <= MOST_CHARACTERS && format.matcher(idNumber).matches();
    }

    /** True if the number is the sample, its last digit apart: what the sandbox takes, and production never. */
    public boolean isTestNumber(String idNumber) {
        int last = sample.length() - 1;
        return idNumber.length() == sample.length()
                && idNumber.regionMatches(true, 0, sample, 0, last)
                && Character.digit(idNumber.charAt(last), 10) >= 0;
    }
}
