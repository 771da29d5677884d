/** What a job came to: codes, the body a partner reads and the event that announces it. Nothing about delivering it. */
@NullMarked
package dev.kycplatform.contracts.result;

import org.jspecify.annotations.NullMarked;
