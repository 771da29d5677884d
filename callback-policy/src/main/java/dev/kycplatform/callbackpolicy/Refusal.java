package dev.kycplatform.callbackpolicy;

/** Why a callback may not go to an address. */
public enum Refusal {
    UNREADABLE("must be a URL with a host, of at most 2048 characters"),
    /** Neither https nor, where that is allowed, http. */
    SCHEME_FORBIDDEN("must be https"),
    /** The address carries a user name or password. */
    USERINFO_FORBIDDEN("must not carry a user name"),
    /** The port is not on the list. */
    PORT_FORBIDDEN("must name a port that callbacks may go to"),
    /** The host is, or its name stands for, an address that callbacks may not go to. */
    ADDRESS_FORBIDDEN("must not lead into a private or reserved network"),
    NAME_UNKNOWN("must name a host that can be found");

    private final String explanation;

    Refusal(String explanation) {
        this.explanation = explanation;
    }

    /** For whoever wrote the address; goes on after its name, and says nothing of the address itself. */
    public String explanation() {
        return explanation;
    }
}
