/** What partners used, for billing. Prices and invoices are not here. */
@NullMarked
package dev.kycplatform.worker.usage;

import org.jspecify.annotations.NullMarked;
