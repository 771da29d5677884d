package dev.kycplatform.worker.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.job.KycEnvironment;
import dev.kycplatform.contracts.job.PartnerId;
import dev.kycplatform.partners.Partner;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupRulesTest {
    private static final Optional<Partner> EVERYTHING = Optional.of(SamplePartner.withEverything());
    private static final Optional<Partner> KENYA_ONLY =
            Optional.of(SamplePartner.with(Set.of("KE/NATIONAL_ID")));

    @ParameterizedTest(name = "{0}: {1}/{2} {3} is {4}")
    @CsvSource({
        "sandbox,    NG, BVN,         00000000000, asked",
        "sandbox,    NG, BVN,         00000000001, asked",
        "sandbox,    NG, BVN,         00000000002, asked",
        "sandbox,    NG, BVN,         00000000003, 1015",
        "sandbox,    NG, BVN,         00000000004, asked",
        "sandbox,    NG, BVN,         00000000005, 1014",
        "sandbox,    NG, BVN,         00000000006, 1014",
        "sandbox,    NG, BVN,         00000000007, 1014",
        "sandbox,    NG, BVN,         00000000008, 1014",
        "sandbox,    NG, BVN,         00000000009, 1014",
        "sandbox,    NG, BVN,         12345678900, 1014",
        "sandbox,    NG, BVN,         0000000000,  1014",
        "sandbox,    NG, BVN,         0000000000x, 1014",
        "sandbox,    KE, NATIONAL_ID, 00000000,    asked",
        "sandbox,    KE, NATIONAL_ID, 00000003,    1015",
        "sandbox,    NG, NATIONAL_ID, 00000000000, 1014",
        "sandbox,    KE, TAX_INFORMATION, A000000000P, asked",
        "sandbox,    KE, TAX_INFORMATION, A000000003P, 1015",
        "sandbox,    GH, GHANA_CARD,  gha-000000000-5, 1014",
        "sandbox,    XX, BVN,         00000000000, 1014",
        "sandbox,    ng, bvn,         00000000000, 1014",
        "production, NG, BVN,         12345678901, asked",
        "production, NG, BVN,         12345678903, asked",
        "production, NG, BVN,         00000000000, 1014",
        "production, NG, BVN,         00000000003, 1014",
        "production, NG, BVN,         1234567890,  1014",
        "production, NG, BVN,         1234567890x, 1014",
        "production, KE, NATIONAL_ID, 1,           asked",
        "production, XX, BVN,         12345678901, 1014",
    })
    void decideByTheNumber(
            String environment, String country, String type, String number, String expected) {
        var rules = rules(environment);

        var ruling = rules.ruling(request(country, type, number), EVERYTHING);

        assertThat(text(ruling)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}/{2} {3} is {4}")
    @CsvSource({
        "sandbox,    NG, BVN,         00000000000, 1016",
        "sandbox,    NG, BVN,         malformed,   1016",
        "sandbox,    NG, BVN,         00000000003, 1016",
        "sandbox,    KE, NATIONAL_ID, 00000000,    asked",
        "sandbox,    XX, BVN,         00000000000, 1014",
        "production, NG, BVN,         00000000000, 1016",
    })
    void askFirstWhetherThePartnerMayLookItUp(
            String environment, String country, String type, String number, String expected) {
        var rules = rules(environment);

        var ruling = rules.ruling(request(country, type, number), KENYA_ONLY);

        assertThat(text(ruling)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1} {2} of {3} is {4}")
    @CsvSource({
        "sandbox,    SSN,  123-45-6783, app:bank, asked",
        "sandbox,    SSN,  123456783,   app:bank, asked",
        "sandbox,    EIN,  12-3456785,  app:bank, asked",
        "sandbox,    ITIN, 900000009,   app:bank, asked",
        "sandbox,    SSN,  12345678,    app:bank, 1014",
        "production, SSN,  000000000,   app:bank, asked",
        "production, SSN,  000000000x,  app:bank, 1014",
        "sandbox,    SSN,  123456789,   001,      1014",
        "production, SSN,  123456789,   001,      1014",
    })
    void leaveToFlowsWhatIsForFlows(
            String environment, String type, String number, String asker, String expected) {
        var partner = Optional.of(SamplePartner.withEverything(new PartnerId(asker)));

        var ruling = rules(environment).ruling(request("US", type, number), partner);

        assertThat(text(ruling)).isEqualTo(expected);
    }

    @Test
    void letAnUnknownPartnerLookUpNothing() {
        var ruling = rules("sandbox").ruling(request("NG", "BVN", "00000000000"), Optional.empty());

        assertThat(text(ruling)).isEqualTo("1016");
    }

    @Test
    void nameTheAuthorityOfTheRegistry() {
        var ruling = rules("sandbox").ruling(request("NG", "BVN", "00000000003"), EVERYTHING);

        assertThat(ruling)
                .isInstanceOfSatisfying(
                        Ruling.End.class, end -> assertThat(end.authority()).isEqualTo("ng-nibss"));
    }

    private static LookupRules rules(String environment) {
        return new LookupRules(
                IdTypes.load(),
                environment.equals("sandbox") ? KycEnvironment.SANDBOX : KycEnvironment.PRODUCTION);
    }

    private static JobRequest request(String country, String type, String number) {
        return new JobRequest("user", country, type, number, Map.of(), "{}", null, null);
    }

    private static String text(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Ask _ -> "asked";
            case Ruling.End(var code, var _) -> code.wire();
        };
    }
}
