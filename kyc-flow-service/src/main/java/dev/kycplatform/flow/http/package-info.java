/** What is the same for every path: the gate, a call and its header, the envelope of answers, errors. No feature may live here. */
@NullMarked
package dev.kycplatform.flow.http;

import org.jspecify.annotations.NullMarked;
