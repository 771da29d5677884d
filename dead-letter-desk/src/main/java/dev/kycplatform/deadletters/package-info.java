/** What an operator may do with the dead letters of a service. What a record means is nobody's business here. */
@NullMarked
package dev.kycplatform.deadletters;

import org.jspecify.annotations.NullMarked;
