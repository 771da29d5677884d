package dev.kycplatform.contracts.flow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every failure that apps are told of: its HTTP status, its {@code error_code} where the contract has one, and its
 * text (contract, sections 2 to 4 and 7; decisions, "Refusals of /kyc" and "Auth failures").
 */
public enum FlowError {
    VALIDATION(400, null, "Bad request."),

    NOT_AUTHENTICATED(401, null, "There seems to be an issue with your authentication headers."),
    /** The same on the paths of documents, which answer another status. */
    NOT_AUTHENTICATED_FOR_DOCUMENTS(
            403, null, "There seems to be an issue with your authentication headers."),
    TOKEN_EXPIRED(401, null, "The auth token provided has expired."),
    /** Not issued for the app that the header names. */
    TOKEN_INVALID(401, null, "The auth token is invalid."),
    /** A token of the sandbox in production, or the reverse. */
    TOKEN_OF_OTHER_ENVIRONMENT(403, null, "The auth token is invalid."),
    TOKEN_MALFORMED(
            403,
            null,
            "The Authorization: Bearer string is not properly encoded; it must be a base64-encoded ASCII"
                    + " string."),
    /** Basic where Bearer is expected. */
    TOKEN_EXPECTED(403, null, "Permission to auth this resource has been denied."),

    USER_NOT_FOUND(404, null, "user_handle not found."),

    FLOW_NOT_FOUND(404, "KYC_FLOW_DNE", "KYC flow %s not found."),
    FLOW_NOT_APPROVED(403, "KYC_FLOW_NOT_APPROVED", "KYC Flow %s is not yet approved for use."),
    /** Classic: no approved flow of that level. */
    LEVEL_NOT_AVAILABLE(403, null, "KYC flow %s is not available to this app."),
    /** The misspelling is the contract's. */
    RECENTLY_PASSED(
            403,
            "RECENTLY_PASSED_ID_VERIFICATION",
            "There has already ben a passed identity verification within the last %s."),
    DUPLICATE_PENDING(
            403,
            "KYC_REQUEST_DUPLICATE_PENDING",
            "There has already been a pending KYC request submitted within the last %s for the entity."),
    ATTEMPTS_EXCEEDED(
            400,
            "KYC_ATTEMPTS_EXCEEDED",
            "%s has reached the maximum number of attempts for ID verification. Further attempts are not"
                    + " allowed at this time."),
    MISSING_DATA(400, null, "Missing required verification data: %s"),
    VERIFICATION_NOT_FOUND(404, null, "Verification %s not found."),
    /** Resuming what does not wait for anything. */
    NOT_RESUMABLE(403, null, "Verification %s cannot be resumed: %s."),

    HANDLE_TAKEN(400, null, "Bad request; %s is already taken."),
    IDENTITY_TAKEN(400, null, "Bad request; the identity is already registered."),
    ADDRESS_TAKEN(400, null, "Bad request; the blockchain address is already in use."),
    /** What is registered of an entity, by its kind and id. */
    ITEM_NOT_FOUND(404, null, "%s with UUID %s not found."),
    UPDATE_REFUSED(403, null, "The %s cannot be changed: %s."),

    DOCUMENT_NOT_FOUND(404, null, "Document %s not found."),
    WEBHOOK_NOT_FOUND(404, null, "Webhook %s not found."),

    NOT_FOUND(404, null, "Not found."),
    METHOD_NOT_ALLOWED(405, null, "Method not allowed."),
    TOO_SLOW(408, null, "The request took too long to arrive."),
    TOO_LARGE(413, null, "The request is too large."),
    RATE_LIMITED(429, null, "Too many requests."),
    UNAVAILABLE(503, null, "Not available at the moment; repeat the request."),
    INTERNAL(500, null, "Internal error.");

    private final int httpStatus;
    private final @Nullable String errorCode;
    private final String text;

    FlowError(int httpStatus, @Nullable String errorCode, String text) {
        this.httpStatus = httpStatus;
        this.errorCode = errorCode;
        this.text = text;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The value of {@code error_code}; empty: the answer has none. */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** @param arguments what the text speaks of; free of personal data */
    public String message(Object... arguments) {
        return arguments.length == 0 ? text : text.formatted(arguments);
    }
}
