package dev.kycplatform.flow.check;

/** Makes one field check. Pure. */
public final class CompareFields {
    private CompareFields() {}

    /**
     * @param country ISO 3166-1 alpha-2; where phone numbers without a country code are of
     */
    public static CheckOutcome compare(
            Check check, Particulars registered, Particulars told, String country) {
        return switch (check) {
            case NAME -> CompareNames.compare(registered, told);
            case BIRTHDATE -> CompareDates.compare(registered, told);
            case ADDRESS -> CompareAddresses.compare(registered, told);
            case EMAIL -> CompareEmails.compare(registered, told);
            case PHONE -> ComparePhones.compare(registered, told, country);
            // The authority found the number: that is the check.
            case IDENTITY -> CheckOutcome.EXACT;
        };
    }
}
