package dev.kycplatform.deployment;

import dev.kycplatform.contracts.error.ErrorCode;

/** Asks one dependency whether it answers. */
public interface DependencyProbe {
    /** The code of failures that this dependency's return ends. */
    ErrorCode endsFailure();

    /** Takes at most a few seconds; never throws. */
    boolean answers();
}
