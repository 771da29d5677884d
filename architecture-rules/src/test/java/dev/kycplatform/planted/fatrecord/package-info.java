/** Plants records that are made of more than plain types; nothing else may live here. */
@NullMarked
package dev.kycplatform.planted.fatrecord;

import org.jspecify.annotations.NullMarked;
