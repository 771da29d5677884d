/** Stored results for those who follow the platform: read by reference, announced again. None is made or changed here. */
@NullMarked
package dev.kycplatform.worker.archive;

import org.jspecify.annotations.NullMarked;
