package dev.kycplatform.intake.job;

import dev.kycplatform.contracts.result.ResultCode;

/** A job's result. @param body the JSON object of it, opened; no timestamp, no signature */
public record StoredResult(ResultCode code, byte[] body) {}
