package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.job.JobRequest;
import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.CompareFields;
import dev.kycplatform.flow.check.Particular;
import dev.kycplatform.flow.check.Particulars;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;

/** What an answer shows about the entity it was asked about. Pure. */
final class ReadAnswer {
    private ReadAnswer() {}

    /** The lookup's own result, each field check if there is anything to compare, and the authority's hints. */
    static List<Finding> findings(JobRequest asked, List<Check> checks, AuthorityAnswer answer) {
        var findings = new ArrayList<Finding>();
        findings.add(new Finding.Answered(answer.code(), asked.country() + "/" + asked.idType()));
        if (answer.code() == ResultCode.VALID) {
            var registered = registered(asked);
            for (var check : checks) {
                findings.add(
                        new Finding.Compared(
                                check,
                                CompareFields.compare(
                                        check, registered, answer.told(), asked.country())));
            }
        }
        answer.signals().forEach(signal -> findings.add(new Finding.Signalled(signal)));
        return List.copyOf(findings);
    }

    private static Particulars registered(JobRequest asked) {
        var said = new EnumMap<Particular, String>(Particular.class);
        asked.inputs()
                .forEach(
                        (key, value) ->
                                Particular.ofInput(key).ifPresent(it -> said.put(it, value)));
        return new Particulars(said);
    }
}
