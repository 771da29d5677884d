package dev.kycplatform.worker.lookup;

/** The outside sources of truth. */
public interface IdAuthority {
    /**
     * Asks the authority of the lookup's ID type, once. Takes no longer than configured; call it on a
     * virtual thread and in no transaction. Whatever goes wrong out there is an {@link
     * Answer.Unavailable}.
     */
    Answer ask(Lookup lookup);
}
