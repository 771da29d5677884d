package dev.kycplatform.flow.verification;

import dev.kycplatform.flow.check.Check;
import dev.kycplatform.flow.check.Particular;
import dev.kycplatform.flow.check.Particulars;
import java.util.List;

/**
 * What is registered of an entity, as far as a verification needs it.
 *
 * @param identities in the order in which they were registered
 */
public record RegisteredEntity(
        EntityRef ref, boolean isBusiness, Particulars particulars, List<Identity> identities) {
    /**
     * An ID number.
     *
     * @param country ISO 3166-1 alpha-2
     * @param idType the registry's name
     */
    public record Identity(String country, String idType, String number) {
        public String type() {
            return country + "/" + idType;
        }

        /** Never prints the number. */
        @Override
        public String toString() {
            return "Identity[" + type() + "]";
        }
    }

    /** Whether there is something that the check can compare. */
    public boolean has(Check check) {
        return switch (check) {
            case NAME ->
                    isBusiness
                            ? particulars.has(Particular.ENTITY_NAME)
                            : particulars.has(Particular.FIRST_NAME)
                                    || particulars.has(Particular.LAST_NAME);
            case BIRTHDATE -> particulars.has(Particular.BIRTHDATE);
            case ADDRESS -> particulars.has(Particular.STREET_ADDRESS_1);
            case EMAIL -> particulars.has(Particular.EMAIL);
            case PHONE -> particulars.has(Particular.PHONE);
            case IDENTITY -> !identities.isEmpty();
        };
    }

    /** Never prints the person. */
    @Override
    public String toString() {
        return "RegisteredEntity[" + ref.key() + "]";
    }
}
