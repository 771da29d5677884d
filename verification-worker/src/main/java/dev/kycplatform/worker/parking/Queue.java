package dev.kycplatform.worker.parking;

import dev.kycplatform.contracts.job.PartnerId;

/** One partner's parked jobs for one authority: what turns go round. */
public record Queue(String authority, PartnerId partner) {}
