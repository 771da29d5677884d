package dev.kycplatform.worker.parking;

/**
 * What is to be claimed of a queue, oldest deadline first.
 *
 * @param isOnlyOverdue leaves alone what has not passed its deadline
 */
public record Claim(Queue queue, int most, boolean isOnlyOverdue) {}
