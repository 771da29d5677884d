/** The worker against a real Kafka and a real PostgreSQL, and what those tests share. */
@NullMarked
package dev.kycplatform.worker;

import org.jspecify.annotations.NullMarked;
