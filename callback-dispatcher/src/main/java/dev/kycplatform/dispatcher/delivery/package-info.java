/** The journey of a callback to its endpoint. No HTTP, SQL or Kafka may live here. */
@NullMarked
package dev.kycplatform.dispatcher.delivery;

import org.jspecify.annotations.NullMarked;
