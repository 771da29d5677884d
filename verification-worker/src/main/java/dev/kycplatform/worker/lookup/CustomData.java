package dev.kycplatform.worker.lookup;

import dev.kycplatform.contracts.job.PersonalField;
import java.util.Map;

/** The sandbox's digit 4: a partner chooses what is found, in its own partner_params (contract, section 7). */
public interface CustomData {
    /**
     * What stands under standard names in the partner's object, texts only.
     *
     * @param partnerParams a JSON object
     */
    Overlay of(String partnerParams);

    /**
     * @param told goes over what was found
     * @param partnerParams the object, with the names it derives from a full name added
     */
    record Overlay(Map<PersonalField, String> told, String partnerParams) {}
}
