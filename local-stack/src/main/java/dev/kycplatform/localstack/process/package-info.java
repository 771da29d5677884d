/** Child processes and ports as the operating system knows them; nothing here knows what the processes do. */
@NullMarked
package dev.kycplatform.localstack.process;

import org.jspecify.annotations.NullMarked;
