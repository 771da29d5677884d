/** Plants a row that all can see and a stored class that is not called a row; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.strayrow.persistence;

import org.jspecify.annotations.NullMarked;
