/** The rules all modules keep, and how a module's tests check them; nothing a service runs may live here. */
@NullMarked
package dev.kycplatform.architecture;

import org.jspecify.annotations.NullMarked;
