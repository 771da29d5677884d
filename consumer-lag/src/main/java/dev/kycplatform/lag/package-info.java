/** How far behind consumer groups are, and for how long yet. What the records mean is nobody's business here. */
@NullMarked
package dev.kycplatform.lag;

import org.jspecify.annotations.NullMarked;
