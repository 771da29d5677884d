package dev.kycplatform.intake.job.persistence;

import dev.kycplatform.contracts.job.PartnerId;
import java.util.Arrays;

/** One partner's interest in one ID number. @param numberHash keyed; sorts and tells apart */
record IdNumberUse(PartnerId partnerId, byte[] numberHash) implements Comparable<IdNumberUse> {
    @Override
    public int compareTo(IdNumberUse other) {
        int byPartner = partnerId.value().compareTo(other.partnerId.value());
        return byPartner != 0 ? byPartner : Arrays.compareUnsigned(numberHash, other.numberHash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdNumberUse(var partner, var hash)
                && partnerId.equals(partner)
                && Arrays.equals(numberHash, hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numberHash);
    }
}
