/** The whole system on one machine: Kafka, PostgreSQL and the services as child processes. Knows nothing of commands or of tests. */
@NullMarked
package dev.kycplatform.localstack;

import org.jspecify.annotations.NullMarked;
