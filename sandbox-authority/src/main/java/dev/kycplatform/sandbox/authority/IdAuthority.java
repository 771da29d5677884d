package dev.kycplatform.sandbox.authority;

import dev.kycplatform.sandbox.person.Homeland;
import java.util.Arrays;
import java.util.regex.Pattern;

/** An authority that is played here. */
public enum IdAuthority {
    /** Kenya's register of persons: NATIONAL_ID. */
    KE_IPRS("ke-iprs", Homeland.KENYA, "[0-9]{1,9}", "0000000"),

    /** Nigeria's bank verification numbers: BVN. */
    NG_NIBSS("ng-nibss", Homeland.NIGERIA, "[0-9]{11}", "0000000000");

    private final String wireName;
    private final Homeland homeland;
    private final Pattern format;
    private final String testStem;

    IdAuthority(String wireName, Homeland homeland, String format, String testStem) {
        this.wireName = wireName;
        this.homeland = homeland;
        this.format = Pattern.compile(format);
        this.testStem = testStem;
    }

    /**
     * The authority that has this name in URLs.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static IdAuthority fromString(String wireName) {
        return Arrays.stream(values())
                .filter(authority -> authority.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such authority"));
    }

    public String wireName() {
        return wireName;
    }

    public Homeland homeland() {
        return homeland;
    }

    public boolean takes(String idNumber) {
        return format.matcher(idNumber).matches();
    }

    /** Whether only the last digit tells this number from the sample that the documentation gives. */
    public boolean isTestNumber(String idNumber) {
        return takes(idNumber)
                && idNumber.length() == testStem.length() + 1
                && idNumber.startsWith(testStem);
    }
}
