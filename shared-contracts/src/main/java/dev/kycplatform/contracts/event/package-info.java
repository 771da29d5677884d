/** The envelope every record travels in (CloudEvents 1.0, binary mode). No broker client may live here. */
@NullMarked
package dev.kycplatform.contracts.event;

import org.jspecify.annotations.NullMarked;
