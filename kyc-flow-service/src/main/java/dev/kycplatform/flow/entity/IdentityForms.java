package dev.kycplatform.flow.entity;

import dev.kycplatform.contracts.job.IdTypes;
import dev.kycplatform.flow.entity.Detail.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an identity may be: the US numbers of the Classic contract, and every ID type of the registry, by its country and
 * name (decisions, "Identities").
 */
@ApplicationScoped
public class IdentityForms {
    private static final String US = "US";

    private enum UsType {
        SSN("[0-9]{3}-?[0-9]{2}-?[0-9]{4}"),
        EIN("[0-9]{2}-?[0-9]{7}"),
        ITIN("9[0-9]{2}-?[0-9]{2}-?[0-9]{4}");

        private final Pattern form;

        UsType(String form) {
            this.form = Pattern.compile(form);
        }
    }

    private final IdTypes idTypes;

    IdentityForms(IdTypes idTypes) {
        this.idTypes = idTypes;
    }

    /** An identity, or why it is none. */
    public sealed interface Reading {
        record Taken(Identity identity) implements Reading {}

        /** There is no such type. */
        record UnknownType() implements Reading {}

        /** @param message says what the number should look like, and not what it is */
        record IllFormed(String message) implements Reading {}
    }

    /** @param alias {@code SSN}, {@code EIN}, {@code ITIN}, or country and ID type as {@code NG/BVN} */
    public Reading read(String alias, String value) {
        var canonicalAlias = alias.strip().toUpperCase(Locale.ROOT);
        return usType(
                        canonicalAlias.startsWith("US/")
                                ? canonicalAlias.substring(3)
                                : canonicalAlias)
                .map(type -> us(type, value.strip()))
                .orElseGet(() -> ofRegistry(alias.strip(), value.strip()));
    }

    private static Optional<UsType> usType(String name) {
        for (var type : UsType.values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static Reading us(UsType type, String value) {
        if (!type.form.matcher(value).matches()) {
            return new Reading.IllFormed(
                    type == UsType.EIN
                            ? "Input did not match EIN regex pattern ^" + type.form + "$"
                            : "Input did not match " + type + " regex pattern.");
        }
        return new Reading.Taken(new Identity(US, type.name(), value.replace("-", "")));
    }

    private Reading ofRegistry(String alias, String value) {
        var slash = alias.indexOf('/');
        if (slash < 0) {
            return new Reading.UnknownType();
        }
        var country = alias.substring(0, slash).toUpperCase(Locale.ROOT);
        var name = alias.substring(slash + 1);
        var type =
                idTypes.find(country, name)
                        .or(() -> idTypes.find(country, name.toUpperCase(Locale.ROOT)));
        if (type.isEmpty()) {
            return new Reading.UnknownType();
        }
        return type.get().isWellFormed(value)
                ? new Reading.Taken(new Identity(country, type.get().name(), value))
                : new Reading.IllFormed(
                        "Input did not match %s/%s regex pattern."
                                .formatted(country, type.get().name()));
    }
}
