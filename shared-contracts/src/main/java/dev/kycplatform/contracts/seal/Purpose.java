package dev.kycplatform.contracts.seal;

/** What a keyset is for. One keyset per purpose, held only by the services that need it. */
public enum Purpose {
    /** A job's request, between intake and worker. */
    JOB_REQUEST("job-request"),
    /** A stored result. */
    RESULT("result"),
    /** Where a result is owed. */
    CALLBACK("callback"),
    /** Partners' API keys, signing secrets and default callbacks. */
    PARTNER("partner"),
    /** What a partner's endpoint answered. */
    ENDPOINT_ANSWER("endpoint-answer"),
    /** A flow's webhooks: where they go, what they say and what they are signed with. */
    FLOW_WEBHOOK("flow-webhook"),
    /** What somebody asks the dispatcher to do. */
    COMMAND("command"),
    /** Apps' signing secrets, access tokens and webhook endpoints. */
    APP("app"),
    /** What an app registered about an entity. */
    ENTITY("entity"),
    /** Documents of entities. */
    DOCUMENT("document"),
    /** Keyed hashes that tell whether two requests have the same content. */
    CONTENT("content"),
    /** Keyed hashes that find one person's rows. The key never rotates in place. */
    LOOKUP("lookup");

    private final String wire;

    Purpose(String wire) {
        this.wire = wire;
    }

    /** Names the keyset's file and stands in the associated data. Never renamed. */
    public String wire() {
        return wire;
    }
}
