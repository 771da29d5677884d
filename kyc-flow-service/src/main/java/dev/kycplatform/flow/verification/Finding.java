package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.Signal;
import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.CheckOutcome;

/** One thing that an authority's answer showed. */
public sealed interface Finding {
    /** The lookup's own result, and about which ID type ({@code US/SSN}). */
    record Answered(ResultCode code, String idType) implements Finding {}

    /** What a field check came to. */
    record Compared(Check check, CheckOutcome outcome) implements Finding {}

    /** A hint of the authority's; never shown to anybody. */
    record Signalled(Signal signal) implements Finding {}
}
