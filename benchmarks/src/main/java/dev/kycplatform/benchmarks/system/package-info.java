/** The running system that is measured, from outside: its processes, partners, authority, callbacks and ledgers. */
@NullMarked
package dev.kycplatform.benchmarks.system;

import org.jspecify.annotations.NullMarked;
