/** What somebody asks of another service by way of a topic. No decision may live here. */
@NullMarked
package dev.kycplatform.contracts.command;

import org.jspecify.annotations.NullMarked;
