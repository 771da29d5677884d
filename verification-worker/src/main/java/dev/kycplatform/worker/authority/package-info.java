/** Asking ID authorities over HTTP, and reading their answers. Nothing about when to ask again may live here. */
@NullMarked
package dev.kycplatform.worker.authority;

import org.jspecify.annotations.NullMarked;
