package dev.kycplatform.sandbox.person;

/** A person's gender, as far as registries tell it. */
public enum Gender {
    FEMALE,
    MALE
}
