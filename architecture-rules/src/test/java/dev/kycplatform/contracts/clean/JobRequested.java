package dev.kycplatform.contracts.clean;

import com.fasterxml.jackson.annotation.JsonProperty;

public record JobRequested(@JsonProperty("job_id") String jobId) {}
