package dev.kycplatform.sandbox.lookup.http;

import dev.kycplatform.sandbox.lookup.Answer;

/** How an authority writes what it has to say. */
public interface NativeFormat {
    NativeAnswer write(Answer answer);

    /** An answer of an authority that is not well: {@code status} is 429, 500 or 503. */
    NativeAnswer writeFailure(int status);
}
