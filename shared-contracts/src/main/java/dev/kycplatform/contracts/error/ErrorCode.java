package dev.kycplatform.contracts.error;

/**
 * Every error of the platform. The partner-facing ones carry the vendor's four digits and text; what
 * the vendor has no code for has its HTTP status as code (contracts, decisions on request errors).
 */
public enum ErrorCode {
    INVALID_JSON("2203", 400, Retry.NEVER, "Invalid JSON"),
    AUTHORIZATION_ABSENT("2413", 400, Retry.NEVER, "authorization is required"),
    NOT_AUTHORIZED("2205", 400, Retry.NEVER, "You are not authorized to do that."),
    PRODUCTION_NOT_ENABLED(
            "2220",
            400,
            Retry.NEVER,
            "Production is not enabled for this account. Please complete your KYC with Smile ID."),
    PARAMETER_MISSING("2213", 400, Retry.NEVER, "A required parameter is missing"),
    WRONG_TYPE("2204", 400, Retry.NEVER, "A parameter is of the wrong data type"),
    INVALID_JOB_TYPE("2212", 400, Retry.NEVER, "Invalid job type"),
    JOB_EXISTS(
            "2215",
            400,
            Retry.NEVER,
            "Job already exists. Did you mean to set the retry flag to true"),
    JOB_UNKNOWN("2313", 400, Retry.NEVER, "Job not found"),
    /** The abuse limit: one number asked for too often in a row. */
    ID_NUMBER_BLOCKED(
            "2222",
            429,
            Retry.NEVER,
            "This ID number has been blocked due to multiple submissions. Please use the designated"
                    + " endpoint to reactivate it."),
    SUBMIT_UNAVAILABLE("2201", 503, Retry.LATER, "System Error"),
    STATUS_UNAVAILABLE("2301", 503, Retry.LATER, "System Error"),
    SUBMIT_FAILED("2201", 500, Retry.NEVER, "System Error"),
    STATUS_FAILED("2301", 500, Retry.NEVER, "System Error"),

    NOT_FOUND("404", 404, Retry.NEVER, "Not found"),
    METHOD_NOT_ALLOWED("405", 405, Retry.NEVER, "Method not allowed"),
    /** The body did not come in time. */
    TOO_SLOW("408", 408, Retry.LATER, "Request timeout"),
    TOO_LARGE("413", 413, Retry.NEVER, "Request body too large"),
    /** A partner is over its rate. */
    RATE_LIMITED("429", 429, Retry.LATER, "Too many requests"),

    /** PostgreSQL does not answer, or what was sent to it may or may not have happened. */
    DATABASE_UNAVAILABLE("database_unavailable", 503, Retry.LATER, "The database does not answer"),
    /** Kafka does not answer, or what was sent to it may or may not have happened. */
    EVENT_LOG_UNAVAILABLE(
            "event_log_unavailable", 503, Retry.LATER, "The event log does not answer"),
    /** A bounded queue is at its bound. */
    OVERLOADED("overloaded", 503, Retry.LATER, "Too much is waiting"),

    /** A record whose bytes are not what its topic carries. */
    UNREADABLE_RECORD("unreadable_record", 500, Retry.NEVER, "The record cannot be read"),
    /** A sealed value that does not open: forged or moved. */
    SEAL_BROKEN("seal_broken", 500, Retry.NEVER, "A sealed value does not open"),
    /** A sealed value that names a key this instance does not hold; consumers wait a while for the key. */
    SEAL_KEY_UNKNOWN(
            "seal_key_unknown", 500, Retry.NEVER, "The key of a sealed value is not held here"),
    /** A reference to a result that is not stored. */
    RESULT_UNKNOWN("result_unknown", 500, Retry.NEVER, "No such result is stored"),
    /** A job accepted so long ago that a result of it would not be kept any more. */
    JOB_TOO_OLD("job_too_old", 500, Retry.NEVER, "The job is too old to be asked"),
    /** A value the database refuses for ever: NUL, invalid Unicode, too long. */
    NOT_STORABLE("not_storable", 500, Retry.NEVER, "The value cannot be stored"),
    /** Operators' endpoints: no token, or none that is valid. */
    TOKEN_REQUIRED("token_required", 401, Retry.NEVER, "A valid token is required"),
    /** Operators' endpoints: the token's roles do not include the one needed. */
    ROLE_REQUIRED("role_required", 403, Retry.NEVER, "Another role is required"),
    /** Operators' endpoints: the request breaks a rule. */
    INVALID_REQUEST("invalid_request", 400, Retry.NEVER, "The request is not valid"),
    /** Operators' endpoints: the id is taken. */
    ALREADY_EXISTS("already_exists", 409, Retry.NEVER, "It exists already"),
    /** Operators' endpoints: what is asked for does not go with what there is. */
    CONFLICT("conflict", 409, Retry.NEVER, "It conflicts with what there is"),
    /** Everything nobody foresaw. */
    INTERNAL("internal", 500, Retry.NEVER, "Internal error");

    private final String wire;
    private final int httpStatus;
    private final Retry retry;
    private final String text;

    ErrorCode(String wire, int httpStatus, Retry retry, String text) {
        this.wire = wire;
        this.httpStatus = httpStatus;
        this.retry = retry;
        this.text = text;
    }

    /** The {@code code} a caller sees. Never renamed. */
    public String wire() {
        return wire;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Retry retry() {
        return retry;
    }

    /** The {@code error} a caller sees. */
    public String text() {
        return text;
    }
}
