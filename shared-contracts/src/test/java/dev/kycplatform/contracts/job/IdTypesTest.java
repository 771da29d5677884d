package dev.kycplatform.contracts.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class IdTypesTest {
    private final IdTypes types = IdTypes.load();

    @Test
    void everySampleIsWellFormedAndATestNumber() {
        assertThat(types.all()).hasSizeGreaterThan(30);
        assertThat(types.all())
                .allMatch(type -> type.isWellFormed(type.sample()), "its sample is well-formed")
                .allMatch(type -> type.isTestNumber(type.sample()), "its sample is a test number");
    }

    @Test
    void aTestNumberDiffersFromTheSampleInItsLastDigitOnly() {
        var bvn = types.find("NG", "BVN").orElseThrow();

        assertThat(bvn.isTestNumber("00000000003")).isTrue();
        assertThat(bvn.isTestNumber("00000000013")).isFalse();
        assertThat(bvn.isTestNumber("0000000003")).isFalse();
        assertThat(bvn.isTestNumber("0000000000x")).isFalse();
    }

    @Test
    void theOutcomeIsTheLastDigitEvenIfALetterFollows() {
        var tax = types.find("KE", "TAX_INFORMATION").orElseThrow();

        assertThat(tax.isTestNumber("A000000003P")).isTrue();
        assertThat(tax.outcomeDigit("A000000003P")).isEqualTo(3);
        assertThat(tax.isTestNumber("A000000003Q")).isFalse();
        assertThat(types.find("GH", "GHANA_CARD").orElseThrow().outcomeDigit("gha-000000000-1"))
                .isEqualTo(1);
    }

    @Test
    void formatsDisregardCaseOnlyWhereTheRowSaysSo() {
        assertThat(types.find("NG", "PASSPORT").orElseThrow().isWellFormed("a12345678")).isTrue();
        assertThat(types.find("KE", "PASSPORT").orElseThrow().isWellFormed("a12345678")).isFalse();
    }

    /** Java's own engine needs minutes for this one; the row's is linear. */
    @Test
    void noFormatBacktracks() {
        var row =
                "XX\tX\tlabel\t(a|aa)+\t\taaa0aaa\t\t\tnobody\tpartners"
                        .replace("(a|aa)+", "(a|aa|0)+");
        var type = IdTypes.parse(List.of(row)).find("XX", "X").orElseThrow();

        assertThat(type.isWellFormed("a".repeat(63) + "b")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "too few cells        | NG;BVN;only three                              | expected 10",
                "a look-ahead         | NG;BVN;l;(?=0)[0-9]{11};;00000000000;;;ng-nibss;partners | not one",
                "an unknown flag      | NG;BVN;l;[0-9]{11};x;00000000000;;;ng-nibss;partners     | flags",
                "a malformed sample   | NG;BVN;l;[0-9]{11};;0000;;;ng-nibss;partners             | sample",
                "a sample of letters  | NG;BVN;l;[a-z]{3};;abc;;;ng-nibss;partners               | sample",
                "an unknown field     | NG;BVN;l;[0-9]{11};;00000000000;;shoe;ng-nibss;partners  | shoe",
                "an unknown audience  | NG;BVN;l;[0-9]{11};;00000000000;;;ng-nibss;all | got all",
                "a field of flows     | NG;BVN;l;[0-9]{11};;00000000000;;email;ng-nibss;partners | contract",
            })
    void namesTheLineOfABrokenRow(String fault, String row, String why) {
        assertThatThrownBy(() -> IdTypes.parse(List.of("# head", row.replace(';', '\t'))))
                .as(fault)
                .hasMessageContaining("line 2")
                .hasMessageContaining(why);
    }

    @Test
    void whatIsForFlowsPartnersDoNotHave() {
        assertThat(types.find("US", "SSN").orElseThrow().audience()).isEqualTo(Audience.FLOWS);
        assertThat(types.forPartners().find("US", "SSN")).isEmpty();
        assertThat(types.forPartners().find("NG", "BVN")).isPresent();
        assertThat(types.forPartners().all())
                .hasSize(types.all().size() - 3)
                .allMatch(type -> !type.country().equals("US"));
    }

    @Test
    void whatIsForFlowsIsTheirsAlone() {
        var partner = new PartnerId("001");
        var app = PartnerId.ofApp("bank");

        assertThat(Audience.FLOWS.includes(partner)).isFalse();
        assertThat(Audience.FLOWS.includes(app)).isTrue();
        assertThat(Audience.PARTNERS.includes(partner)).isTrue();
        assertThat(Audience.PARTNERS.includes(app)).isTrue();
    }

    @Test
    void noRowStandsTwice() {
        var row = "NG\tBVN\tlabel\t[0-9]{11}\t\t00000000000\t\t\tng-nibss\tpartners";

        assertThatThrownBy(() -> IdTypes.parse(List.of(row, row)))
                .hasMessageContaining("line 2")
                .hasMessageContaining("twice");
    }
}
