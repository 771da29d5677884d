/** Writing rows in groups, keeping them in partitions by day, telling an outage from a refusal. What the rows mean lives with the services. */
@NullMarked
package dev.kycplatform.storage;

import org.jspecify.annotations.NullMarked;
