/** Measurements of running services, printed and never asserted. Programs, not tests: each says how it is run. */
@NullMarked
package dev.kycplatform.acceptance.measurement;

import org.jspecify.annotations.NullMarked;
