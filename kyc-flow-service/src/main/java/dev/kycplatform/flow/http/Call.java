package dev.kycplatform.flow.http;

import dev.kycplatform.contracts.flow.Violations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request of an app, read but not yet believed. What is wrong with its header is among its violations; an endpoint
 * reads its own fields, which may add some, and then authenticates, which refuses if there are any: what is wrong with a
 * request is told before who sent it matters (decisions, "Refusals of /kyc").
 */
public final class Call {
    private final byte[] signed;
    private final Fields fields;
    private final Violations violations;
    private final @Nullable RequestHeader header;

    Call(byte[] signed, Fields fields, Violations violations, @Nullable RequestHeader header) {
        this.signed = signed;
        this.fields = fields;
        this.violations = violations;
        this.header = header;
    }

    /** Exactly the bytes that signatures are over. */
    public byte[] signed() {
        return signed;
    }

    /** The members of the body. */
    public Fields fields() {
        return fields;
    }

    public Violations violations() {
        return violations;
    }

    /** @throws dev.kycplatform.contracts.flow.FlowException with VALIDATION if anything is wrong with the request */
    public RequestHeader checkedHeader() {
        violations.check();
        return Objects.requireNonNull(header, "a header without violations");
    }
}
