package dev.kycplatform.flow.entity.http;

import static dev.kycplatform.flow.entity.http.DetailReader.asSent;
import static dev.kycplatform.flow.entity.http.DetailReader.text;

import dev.kycplatform.flow.entity.Birthdates;
import dev.kycplatform.flow.entity.Profile;
import dev.kycplatform.flow.entity.Profile.Business;
import dev.kycplatform.flow.entity.Profile.Person;
import dev.kycplatform.flow.http.Fields;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an entity is called, and notes what is wrong with it. Names stay as they were sent: the sandbox's triggers are
 * exact, blanks included (contract, section 5.1).
 */
@ApplicationScoped
class ProfileReader {
    private static final int MOST_NAICS = 999_999;

    private final Birthdates birthdates;

    ProfileReader(Birthdates birthdates) {
        this.birthdates = birthdates;
    }

    /** The {@code entity} object of a registration. Empty where something is wrong. */
    Optional<Profile> registered(Fields fields) {
        var type = fields.text("type").orElse("individual").toLowerCase(Locale.ROOT);
        return switch (type) {
            case "individual" -> person(fields);
            case "business" -> business(fields);
            default -> {
                fields.reject("type", "This value must be one of individual, business.");
                yield Optional.empty();
            }
        };
    }

    /** What is named, and the rest as it was. */
    Profile changed(Fields fields, Profile before) {
        return switch (before) {
            case Person person -> changed(fields, person);
            case Business business -> changed(fields, business);
        };
    }

    private Optional<Profile> person(Fields fields) {
        if (!fields.has("entity_name")) {
            require(fields, "first_name");
            require(fields, "last_name");
        }
        var person = changed(fields, new Person("", "", "", null));
        return person.entityName().isEmpty() ? Optional.empty() : Optional.of(person);
    }

    private Person changed(Fields fields, Person before) {
        var first = asSent(fields, "first_name", before.firstName());
        var last = asSent(fields, "last_name", before.lastName());
        var namesChange = fields.has("first_name") || fields.has("last_name");
        var entityName = asSent(fields, "entity_name", namesChange ? "" : before.entityName());
        return new Person(first, last, entityName, birthdate(fields, before.birthdate()));
    }

    private @Nullable LocalDate birthdate(Fields fields, @Nullable LocalDate before) {
        var text = fields.text("birthdate");
        if (text.isEmpty()) {
            return before;
        }
        return switch (birthdates.read(text.get())) {
            case Birthdates.Reading.Taken(var date) -> date;
            case Birthdates.Reading.Refused(var messages) -> {
                fields.reject("birthdate", messages.toArray(String[]::new));
                yield before;
            }
        };
    }

    private Optional<Profile> business(Fields fields) {
        require(fields, "entity_name");
        var business =
                changed(
                        fields,
                        new Business(UUID.randomUUID().toString(), "", "", "", "", "", 0, "", ""));
        return business.entityName().isEmpty() ? Optional.empty() : Optional.of(business);
    }

    private static Business changed(Fields fields, Business before) {
        return new Business(
                before.businessUuid(),
                asSent(fields, "entity_name", before.entityName()),
                text(fields, "business_type", before.businessType()),
                text(fields, "business_type_uuid", before.businessTypeUuid()),
                text(fields, "business_website", before.website()),
                text(fields, "doing_business_as", before.doingBusinessAs()),
                naicsCode(fields, before.naicsCode()),
                text(fields, "registration_state", before.registrationState()),
                text(fields, "registration_date", before.registrationDate()));
    }

    /** Some clients send 0 for none. */
    private static int naicsCode(Fields fields, int before) {
        var code = fields.wholeNumber("naics_code");
        if (code.isPresent() && (code.get() < 0 || code.get() > MOST_NAICS)) {
            fields.reject("naics_code", "Not a valid NAICS code.");
            return before;
        }
        return code.map(Long::intValue).orElse(before);
    }

    private static void require(Fields fields, String name) {
        if (!fields.has(name)) {
            fields.missing(name);
        }
    }
}
