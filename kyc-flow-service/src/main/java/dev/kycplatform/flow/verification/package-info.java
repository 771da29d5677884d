/**
 * Runs of a flow for one entity: what may start, what was asked and answered, the verdict, and what is told of
 * it. How apps authenticate and what an entity has registered lives elsewhere.
 */
@NullMarked
package dev.kycplatform.flow.verification;

import org.jspecify.annotations.NullMarked;
