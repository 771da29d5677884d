package dev.kycplatform.sandbox.lookup;

import dev.kycplatform.sandbox.person.Person;

/** What an authority that works has to say about a number. */
public sealed interface Answer {
    /** The number belongs to somebody. */
    record Found(Person person) implements Answer {}

    /** A number that could be somebody's, but is not. */
    record NotFound() implements Answer {}

    /** No number of this authority looks like that. */
    record Refused() implements Answer {}
}
