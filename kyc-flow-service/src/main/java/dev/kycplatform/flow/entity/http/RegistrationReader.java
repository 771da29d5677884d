package dev.kycplatform.flow.entity.http;

import dev.kycplatform.flow.app.SigningKey;
import dev.kycplatform.flow.entity.Detail;
import dev.kycplatform.flow.entity.Registration;
import dev.kycplatform.flow.http.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a registration (contract, section 7.2): only the {@code entity} is needed, and a block whose values are all empty is
 * as good as none, for some clients send all blocks.
 */
@ApplicationScoped
class RegistrationReader {
    private static final String ADDRESS_PATTERN = "^0x[0-9a-fA-F]{40}$";

    private final ProfileReader profiles;
    private final DetailReader details;

    RegistrationReader(ProfileReader profiles, DetailReader details) {
        this.profiles = profiles;
        this.details = details;
    }

    /** Empty where something is wrong. */
    Optional<Registration> read(Fields body) {
        var entity = body.object("entity");
        if (!entity.isPresent()) {
            body.missing("entity");
            return Optional.empty();
        }
        var profile = profiles.registered(entity);
        var found = new ArrayList<Detail>();
        var address = body.object("address");
        if (says(address, "street_address_1", "city", "postal_code", "state")) {
            details.address(address).ifPresent(found::add);
        }
        var identity = body.object("identity");
        if (says(identity, "identity_value")) {
            details.identity(identity).ifPresent(found::add);
        }
        var contact = body.object("contact");
        if (says(contact, "email")) {
            details.email(contact).ifPresent(found::add);
        }
        if (says(contact, "phone")) {
            details.phone(contact).ifPresent(found::add);
        }
        var document = body.object("id_document");
        if (says(document, "doc_type", "doc_id")) {
            details.idDocument(document).ifPresent(found::add);
        }
        var device = body.object("device");
        if (says(device, "device_fingerprint")) {
            details.device(device).ifPresent(found::add);
        }
        var signers = new HashSet<String>();
        addSigner(body.object("crypto_entry"), "crypto_address", signers);
        addSigner(body.object("wallet_entry"), "wallet_address", signers);
        return profile.map(its -> new Registration(its, found, signers));
    }

    private static boolean says(Fields block, String... names) {
        for (var name : names) {
            if (block.has(name)) {
                return true;
            }
        }
        return false;
    }

    private static void addSigner(Fields block, String name, Set<String> signers) {
        block.text(name)
                .ifPresent(
                        address -> {
                            if (SigningKey.isAddress(address)) {
                                signers.add(SigningKey.canonical(address));
                            } else {
                                block.reject(
                                        name,
                                        "This value does not match the required address pattern: "
                                                + ADDRESS_PATTERN);
                            }
                        });
    }
}
