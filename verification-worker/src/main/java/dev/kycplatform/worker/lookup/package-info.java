/** From an accepted job to its one stored, published result: what is decided, and the ports for what is not. No technology may live here. */
@NullMarked
package dev.kycplatform.worker.lookup;

import org.jspecify.annotations.NullMarked;
