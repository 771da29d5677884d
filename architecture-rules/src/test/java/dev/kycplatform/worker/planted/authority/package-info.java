/** An adapter of the worker, where this package name makes one; nothing else may live here. */
@NullMarked
package dev.kycplatform.worker.planted.authority;

import org.jspecify.annotations.NullMarked;
