package dev.kycplatform.dispatcher.endpoint;

/** Why an attempt was not received. Says nothing about whom or what: the word stands in rows and metrics. */
public enum Failure {
    /** The endpoint answered, but neither 2xx nor 410. */
    REFUSED("refused"),

    /** The address is no URL with a host. */
    ADDRESS_UNREADABLE("address_unreadable"),
    /** Neither https nor, where that is allowed, http. */
    SCHEME_FORBIDDEN("scheme_forbidden"),
    /** The address carries a user name or password. */
    USERINFO_FORBIDDEN("userinfo_forbidden"),
    /** The port is not on the list. */
    PORT_FORBIDDEN("port_forbidden"),
    /** The host is, or its name stands for, an address that callbacks may not go to. */
    ADDRESS_FORBIDDEN("address_forbidden"),

    NAME_UNKNOWN("name_unknown"),
    NOT_CONNECTED("not_connected"),
    /** The handshake failed or the certificate is not the host's. */
    TLS("tls"),
    /** No answer within the time for one attempt. */
    TIMEOUT("timeout"),
    CONNECTION_LOST("connection_lost"),
    /** What came back is not HTTP. */
    ANSWER_UNREADABLE("answer_unreadable"),

    PARTNER_UNKNOWN("partner_unknown"),
    PARTNER_DISABLED("partner_disabled"),
    /** The partner has no live key or signing secret. */
    SECRET_MISSING("secret_missing"),
    /** The stored result does not open with the keys at hand. */
    SEAL_BROKEN("seal_broken"),
    /** The stored result is gone. */
    RESULT_EXPIRED("result_expired"),
    /** A defect of ours. */
    INTERNAL("internal");

    private final String wire;

    Failure(String wire) {
        this.wire = wire;
    }

    /** Whether nobody was asked for reasons that are not the endpoint's: it says nothing about it. */
    public boolean isOurs() {
        return switch (this) {
            case PARTNER_UNKNOWN,
                    PARTNER_DISABLED,
                    SECRET_MISSING,
                    SEAL_BROKEN,
                    RESULT_EXPIRED,
                    INTERNAL ->
                    true;
            case REFUSED,
                    ADDRESS_UNREADABLE,
                    SCHEME_FORBIDDEN,
                    USERINFO_FORBIDDEN,
                    PORT_FORBIDDEN,
                    ADDRESS_FORBIDDEN,
                    NAME_UNKNOWN,
                    NOT_CONNECTED,
                    TLS,
                    TIMEOUT,
                    CONNECTION_LOST,
                    ANSWER_UNREADABLE ->
                    false;
        };
    }

    /** Whether the endpoint was asked in vain: another callback would fare the same now. */
    public boolean isOutage() {
        return switch (this) {
            case NAME_UNKNOWN, NOT_CONNECTED, TLS, TIMEOUT, CONNECTION_LOST, ANSWER_UNREADABLE ->
                    true;
            case REFUSED,
                    ADDRESS_UNREADABLE,
                    SCHEME_FORBIDDEN,
                    USERINFO_FORBIDDEN,
                    PORT_FORBIDDEN,
                    ADDRESS_FORBIDDEN,
                    PARTNER_UNKNOWN,
                    PARTNER_DISABLED,
                    SECRET_MISSING,
                    SEAL_BROKEN,
                    RESULT_EXPIRED,
                    INTERNAL ->
                    false;
        };
    }

    /** Stands in rows and metrics. Never renamed. */
    public String wire() {
        return wire;
    }
}
