package dev.kycplatform.worker.authority;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads who we are to an authority. */
final class AuthenticationReader {
    private final Section top;
    private final Settings settings;
    private final AddressRule addresses;

    /** @param top the whole file */
    AuthenticationReader(Section top, Settings settings, AddressRule addresses) {
        this.top = top;
        this.settings = settings;
        this.addresses = addresses;
    }

    Authentication authentication() {
        var none = new Authentication.None();
        var value = top.node("authentication");
        top.required("authentication", value, "none, api-key, basic or oauth2");
        if (value.isEmpty() || isNone(value.get())) {
            return none;
        }
        return top.section("authentication")
                .map(
                        section -> {
                            try (section) {
                                return authentication(section);
                            }
                        })
                .orElse(none);
    }

    private Authentication authentication(Section section) {
        var apiKey = section.section("api-key").map(this::apiKey);
        var basic = section.section("basic").map(this::basic);
        var credentials = section.section("oauth2").map(this::clientCredentials);
        var given = Stream.of(apiKey, basic, credentials).flatMap(Optional::stream).toList();
        if (given.size() != 1) {
            top.refuse("authentication", "one of api-key, basic and oauth2, or none");
        }
        return given.isEmpty() ? new Authentication.None() : given.getFirst();
    }

    private Authentication apiKey(Section section) {
        try (section) {
            var header =
                    section.required(
                                    "header",
                                    section.parsed("header", "a header", RequestReader::header),
                                    "a header")
                            .orElse("");
            return new Authentication.ApiKey(header, secret(section, "key"));
        }
    }

    private Authentication basic(Section section) {
        try (section) {
            return new Authentication.Basic(resolved(section, "user"), secret(section, "password"));
        }
    }

    private Authentication clientCredentials(Section section) {
        try (section) {
            return new Authentication.ClientCredentials(
                    URI.create(address(section, "token-url")),
                    resolved(section, "client-id"),
                    secret(section, "client-secret"),
                    section.text("scope"),
                    section.parsed("secret-in", "header or form", AuthenticationReader::isForm)
                            .orElse(false));
        }
    }

    private static boolean isForm(String where) {
        return switch (where) {
            case "form" -> true;
            case "header" -> false;
            default -> throw new IllegalArgumentException(where);
        };
    }

    Optional<Authentication.MutualTls> mutualTls() {
        return top.section("mutual-tls")
                .map(
                        section -> {
                            try (section) {
                                return new Authentication.MutualTls(
                                        file(section, "certificate"),
                                        file(section, "key"),
                                        section.has("trusted")
                                                ? Optional.of(file(section, "trusted"))
                                                : Optional.empty());
                            }
                        });
    }

    private Path file(Section section, String key) {
        var path = Path.of(resolved(section, key));
        if (!path.toString().isEmpty() && !Files.isReadable(path)) {
            section.refuse(key, "the path of a readable file");
        }
        return path;
    }

    /** Never in the file itself, which is data that people pass around. */
    private String secret(Section section, String key) {
        var expected = "the name of a setting, as ${name}: secrets do not stand in this file";
        return section.required(
                        key,
                        section.parsed(
                                key,
                                expected,
                                text -> {
                                    if (!Settings.REFERENCE.matcher(text).matches()) {
                                        // What stands there may be a secret.
                                        throw new NumberFormatException();
                                    }
                                    return settings.resolve(text);
                                }),
                        expected)
                .orElse("");
    }

    private String resolved(Section section, String key) {
        return section.required(key, section.parsed(key, "text", settings::resolve), "text")
                .orElse("");
    }

    private String address(Section section, String key) {
        return section.required(
                        key,
                        section.parsed(key, "an absolute URL", addresses::absolute),
                        "an absolute URL")
                .orElse("http://localhost");
    }

    private static boolean isNone(Node value) {
        return value instanceof ScalarNode scalar && scalar.getValue().equals("none");
    }
}
