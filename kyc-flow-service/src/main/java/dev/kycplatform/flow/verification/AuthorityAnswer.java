package dev.kycplatform.flow.verification;

import dev.kycplatform.contracts.result.ResultCode;
import dev.kycplatform.contracts.result.Signal;
import dev.kycplatform.flow.check.Particulars;
import java.util.List;

/** What a stored result says. */
public record AuthorityAnswer(ResultCode code, Particulars told, List<Signal> signals) {}
