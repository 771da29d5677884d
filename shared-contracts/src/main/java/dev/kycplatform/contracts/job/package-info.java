/** A job on its way to an ID authority: its ids, its request and the event that carries it. No result may live here. */
@NullMarked
package dev.kycplatform.contracts.job;

import org.jspecify.annotations.NullMarked;
