/**
 * The steps of a job's way, as spans and as names in log lines. Nothing personal may be told to a step: partner, job and
 * our own words only.
 */
@NullMarked
package dev.kycplatform.tracing;

import org.jspecify.annotations.NullMarked;
