package dev.kycplatform.worker.pausing;

import dev.kycplatform.contracts.error.KycException;
import java.util.List;

/**
 * Pauses at rest, for all instances. Every method joins the caller's transaction and throws {@link
 * KycException} with DATABASE_UNAVAILABLE.
 */
public interface Pauses {
    /** By authority. */
    List<Pause> all();

    /** @return false if the authority is paused already: who came first and why is kept */
    boolean add(Pause pause);

    /** @return false if it was not paused */
    boolean remove(String authority);
}
