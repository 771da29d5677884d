/** What all features of the worker share: its settings and the topics it uses. Nothing may be decided here. */
@NullMarked
package dev.kycplatform.worker;

import org.jspecify.annotations.NullMarked;
