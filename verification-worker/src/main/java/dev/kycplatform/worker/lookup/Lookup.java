package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.IdType;

/** What an ID authority is asked. */
public record Lookup(IdType type, String idNumber) {
    public String authority() {
        return type.authority();
    }

    /** Never prints the number. */
    @Override
    public String toString() {
        return "Lookup[" + type.country() + "/" + type.name() + "]";
    }
}
