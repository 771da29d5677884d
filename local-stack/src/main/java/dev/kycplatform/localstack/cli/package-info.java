/** The commands of {@code ./kyc}: what is typed and printed. What they do lives in the packages beside. */
@NullMarked
package dev.kycplatform.localstack.cli;

import org.jspecify.annotations.NullMarked;
