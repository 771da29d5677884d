package dev.kycplatform.flow.entity.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.flow.entity.Detail.Address;
import dev.kycplatform.flow.entity.Detail.Device;
import dev.kycplatform.flow.entity.Detail.Email;
import dev.kycplatform.flow.entity.Detail.IdDocument;
import dev.kycplatform.flow.entity.Detail.Identity;
import dev.kycplatform.flow.entity.Detail.Phone;
import dev.kycplatform.flow.entity.Entity;
import dev.kycplatform.flow.entity.Item;
import dev.kycplatform.flow.entity.Profile.Business;
import dev.kycplatform.flow.entity.Profile.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Entities as the contract writes them (section 7.5). Epochs are whole seconds; dates beside them, in RFC 3339, are there
 * only if they were asked for.
 */
final class EntityJson {
    private static final int SHOWN_DIGITS = 4;
    private static final String MASK = "*****";

    private final boolean hasPrettyDates;

    EntityJson(boolean hasPrettyDates) {
        this.hasPrettyDates = hasPrettyDates;
    }

    void write(ObjectNode body, Entity entity) {
        body.put("user_handle", entity.handle().value());
        body.put("entity_type", entity.type().wire());
        writeProfile(body.putObject("entity"), entity);
        var addresses = body.putArray("addresses");
        entity.addresses().forEach(item -> write(addresses.addObject(), item));
        var identities = body.putArray("identities");
        entity.identities().forEach(item -> write(identities.addObject(), item));
        var emails = body.putArray("emails");
        entity.emails().forEach(item -> write(emails.addObject(), item));
        writePhones(body.putArray("phones"), entity);
        var idDocuments = body.putArray("id_documents");
        entity.items(IdDocument.class).forEach(item -> write(idDocuments.addObject(), item));
        body.putArray(
                switch (entity.profile()) {
                    case Person _ -> "memberships";
                    case Business _ -> "members";
                });
    }

    void writeProfile(ObjectNode json, Entity entity) {
        writeTime(json, "created", entity.createdAt());
        json.put("entity_name", entity.profile().entityName());
        switch (entity.profile()) {
            case Person person ->
                    json.put(
                                    "birthdate",
                                    person.birthdate() == null
                                            ? null
                                            : Objects.toString(person.birthdate()))
                            .put("first_name", person.firstName())
                            .put("last_name", person.lastName());
            case Business business ->
                    json.put("business_type", business.businessType())
                            .put("naics_code", business.naicsCode())
                            .put("naics_category", "")
                            .put("naics_subcategory", "")
                            .put("business_uuid", business.businessUuid())
                            .put("doing_business_as", business.doingBusinessAs())
                            .put("business_website", business.website())
                            .put("registration_state", business.registrationState());
        }
    }

    private void writePhones(ArrayNode json, Entity entity) {
        var isPrimary = true;
        for (var item : entity.phones()) {
            write(json.addObject(), item).put("primary", isPrimary);
            isPrimary = false;
        }
    }

    /** One item, of whatever kind. */
    ObjectNode write(ObjectNode json, Item<?> item) {
        writeTime(json, "added", item.addedAt());
        writeTime(json, "modified", item.modifiedAt());
        json.put("uuid", item.id().toString());
        return switch (item.detail()) {
            case Email email -> json.put("email", email.address());
            case Phone phone ->
                    json.put("phone", phone.number())
                            .put("sms_confirmation_requested", phone.smsOptIn())
                            .put("sms_confirmed", false)
                            .put("primary", false);
            case Identity identity ->
                    json.put("identity_type", identity.alias())
                            .put("identity", masked(identity.value()));
            case Address address ->
                    json.put("nickname", address.nickname())
                            .put("street_address_1", address.streetAddress1())
                            .put("street_address_2", address.streetAddress2())
                            .put("city", address.city())
                            .put("state", address.state())
                            .put("country", address.country())
                            .put("postal_code", address.postalCode());
            case IdDocument document ->
                    json.put("doc_type", document.type())
                            .put("doc_id", masked(document.number()))
                            .put("doc_state", document.state())
                            .put("doc_country", document.country());
            case Device device ->
                    json.put("device_fingerprint", device.fingerprint())
                            .put("session_identifier", device.sessionIdentifier());
        };
    }

    /** {@code *****2222}: the last four characters, and of a short one none. */
    static String masked(String value) {
        return value.length() > SHOWN_DIGITS
                ? MASK + value.substring(value.length() - SHOWN_DIGITS)
                : MASK;
    }

    private void writeTime(ObjectNode json, String name, Instant time) {
        json.put(name + "_epoch", time.getEpochSecond());
        if (hasPrettyDates) {
            json.put(name, time.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
