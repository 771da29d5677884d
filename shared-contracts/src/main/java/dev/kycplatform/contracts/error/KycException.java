package dev.kycplatform.contracts.error;

import org.jspecify.annotations.Nullable;

/** The only exception thrown on purpose. */
public final class KycException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;

    /** @param detail what exactly was wrong; safe to show a partner, free of personal data */
    public KycException(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    /** @param detail what exactly was wrong; safe to show a partner, free of personal data */
    public KycException(ErrorCode code, String detail, @Nullable Throwable cause) {
        super(code.name() + ": " + detail, cause);
        this.code = code;
        this.detail = detail;
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** True if the same again may succeed. */
    public boolean isWorthRepeating() {
        return code.retry() == Retry.LATER;
    }
}
