package dev.kycplatform.flow.entity.http;

import dev.kycplatform.flow.entity.Detail.Address;
import dev.kycplatform.flow.entity.Detail.Device;
import dev.kycplatform.flow.entity.Detail.Email;
import dev.kycplatform.flow.entity.Detail.IdDocument;
import dev.kycplatform.flow.entity.Detail.Identity;
import dev.kycplatform.flow.entity.Detail.Phone;
import dev.kycplatform.flow.entity.IdentityForms;
import dev.kycplatform.flow.http.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what is registered of an entity and notes what is wrong with it, in the contract's words (section 2). Empty where
 * something is wrong.
 */
@ApplicationScoped
class DetailReader {
    static final String PHONE_PATTERN = "^\\+?[0-9][0-9 ().-]{5,20}[0-9]$";
    static final String EMAIL_PATTERN = "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$";

    private static final Pattern PHONE = Pattern.compile(PHONE_PATTERN);
    private static final Pattern EMAIL = Pattern.compile(EMAIL_PATTERN);
    private static final Pattern US_POSTAL_CODE = Pattern.compile("[0-9]{5}(-?[0-9]{4})?");
    private static final Pattern POSTAL_CODE = Pattern.compile("[\\p{L}0-9][\\p{L}0-9 -]{0,15}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final int MOST_EMAIL = 254;
    private static final int MOST_TEXT = 256;
    private static final String DEFAULT_COUNTRY = "US";

    /** Types of which the country, and not the state, says who issued it. */
    private static final Set<String> OF_COUNTRIES = Set.of("id_passport", "id_passport_card");

    private final IdentityForms identityForms;

    DetailReader(IdentityForms identityForms) {
        this.identityForms = identityForms;
    }

    /** Whether values that are not there are missing, or stay as they are. */
    enum Mode {
        WHOLE,
        PARTIAL
    }

    Optional<Email> email(Fields fields) {
        return fields.requiredText("email")
                .map(String::strip)
                .flatMap(
                        address -> {
                            if (address.length() > MOST_EMAIL
                                    || !EMAIL.matcher(address).matches()) {
                                fields.reject("email", "Not a valid email address.");
                                return Optional.empty();
                            }
                            return Optional.of(new Email(address));
                        });
    }

    Optional<Phone> phone(Fields fields) {
        var optIn = fields.flag("sms_opt_in").orElse(false);
        return fields.requiredText("phone")
                .map(String::strip)
                .flatMap(
                        number -> {
                            if (!PHONE.matcher(number).matches()) {
                                fields.reject(
                                        "phone",
                                        "This value does not match the required phone number pattern: "
                                                + PHONE_PATTERN);
                                return Optional.empty();
                            }
                            return Optional.of(new Phone(number, optIn));
                        });
    }

    Optional<Identity> identity(Fields fields) {
        var alias = fields.requiredText("identity_alias");
        var value = fields.requiredText("identity_value");
        if (alias.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return switch (identityForms.read(alias.get(), value.get())) {
            case IdentityForms.Reading.Taken(var identity) -> Optional.of(identity);
            case IdentityForms.Reading.UnknownType() -> {
                fields.reject(
                        "identity_alias",
                        "This value must be SSN, EIN, ITIN, or country and ID type as NG/BVN.");
                yield Optional.empty();
            }
            case IdentityForms.Reading.IllFormed(var message) -> {
                fields.reject("identity_value", message);
                yield Optional.empty();
            }
        };
    }

    /** All of it: street, city and postal code are required, and the state in the US. */
    Optional<Address> address(Fields fields) {
        return address(fields, new Address("", "", "", "", "", DEFAULT_COUNTRY, ""), Mode.WHOLE);
    }

    /** What is named, and the rest as it was. */
    Optional<Address> address(Fields fields, Address before) {
        return address(fields, before, Mode.PARTIAL);
    }

    private static Optional<Address> address(Fields fields, Address before, Mode mode) {
        var nickname = text(fields, "address_alias", before.nickname());
        var street = text(fields, "street_address_1", before.streetAddress1());
        var street2 = text(fields, "street_address_2", before.streetAddress2());
        var city = text(fields, "city", before.city());
        var state = text(fields, "state", before.state());
        var country = text(fields, "country", before.country()).toUpperCase(Locale.ROOT);
        var postalCode = text(fields, "postal_code", before.postalCode());
        var isUs = country.equals(DEFAULT_COUNTRY);
        var isRight =
                (mode == Mode.PARTIAL
                                || isThere(fields, "street_address_1")
                                        & isThere(fields, "city")
                                        & (!isUs || isThere(fields, "state"))
                                        & (!isUs || isThere(fields, "postal_code")))
                        & isCountry(fields, country)
                        & (postalCode.isEmpty() || isPostalCode(fields, postalCode, isUs));
        return isRight
                ? Optional.of(
                        new Address(nickname, street, street2, city, state, country, postalCode))
                : Optional.empty();
    }

    Optional<IdDocument> idDocument(Fields fields) {
        var type = fields.requiredText("doc_type");
        var number = fields.requiredText("doc_id");
        var state = fields.text("doc_state").orElse("");
        var country = fields.text("doc_country").orElse("");
        if (type.isPresent() && state.isEmpty() && country.isEmpty()) {
            fields.missing(OF_COUNTRIES.contains(type.get()) ? "doc_country" : "doc_state");
            return Optional.empty();
        }
        return type.flatMap(its -> number.map(value -> new IdDocument(its, value, state, country)));
    }

    Optional<Device> device(Fields fields) {
        return fields.requiredText("device_fingerprint")
                .map(
                        fingerprint ->
                                new Device(
                                        fingerprint, fields.text("session_identifier").orElse("")));
    }

    /** A text of bounded length, without the blanks around it, or what it was. */
    static String text(Fields fields, String name, String before) {
        return bounded(fields, name).map(String::strip).orElse(before);
    }

    /** The same as it was sent: blanks around it are part of it. */
    static String asSent(Fields fields, String name, String before) {
        return bounded(fields, name).orElse(before);
    }

    private static Optional<String> bounded(Fields fields, String name) {
        return fields.text(name)
                .filter(
                        text -> {
                            if (text.length() > MOST_TEXT) {
                                fields.reject(
                                        name,
                                        "Longer than maximum length %d.".formatted(MOST_TEXT));
                            }
                            return text.length() <= MOST_TEXT;
                        });
    }

    private static boolean isThere(Fields fields, String name) {
        if (!fields.has(name)) {
            fields.missing(name);
        }
        return fields.has(name);
    }

    private static boolean isCountry(Fields fields, String country) {
        var is = COUNTRY.matcher(country).matches();
        if (!is) {
            fields.reject("country", "Not a valid country: must be two letters (ISO 3166-1).");
        }
        return is;
    }

    private static boolean isPostalCode(Fields fields, String postalCode, boolean isUs) {
        var is = (isUs ? US_POSTAL_CODE : POSTAL_CODE).matcher(postalCode).matches();
        if (!is) {
            fields.reject("postal_code", "invalid_postal_code");
        }
        return is;
    }
}
