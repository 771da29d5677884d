package dev.kycplatform.worker.lookup;

/** Authorities that an operator has told all instances to leave alone. */
public interface PausedAuthorities {
    /** As it was a few seconds ago at most, unless the database is away. */
    boolean isPaused(String authority);
}
