package dev.kycplatform.intake.conformance;

import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.intake.IntakeUnderTest.RegisteredPartner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;

/**
 * A request as a client of the vendor's sent it.
 *
 * @param lines the request line and the headers
 */
record CapturedRequest(String name, List<String> lines, String body) {
    /** Every captured request, by name. */
    static List<CapturedRequest> all() {
        try (var files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .map(CapturedRequest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return lines.getFirst().split(" ")[1];
    }

    /** What the client said the length is. */
    int declaredLength() {
        return lines.stream()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
                .findFirst()
                .orElse(0);
    }

    /** The same bytes but for the time, in this client's own form, and the signature. */
    byte[] signedAnew(RegisteredPartner partner, Instant now) {
        var timestamp = DateTimeFormatter.ofPattern(form()).format(now.atOffset(ZoneOffset.UTC));
        var signature = VendorSignature.sign(partner.apiKey(), timestamp, partner.id());
        return with(with(body, "timestamp", timestamp), "signature", signature)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The headers without the length, which is the client's own affair. */
    List<String> linesWithoutLength() {
        return lines.stream().filter(line -> !line.startsWith("Content-Length: ")).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** How this client writes times (contract, section 1.2). */
    private String form() {
        var client = name.replace("from-source-", "");
        return switch (client.substring(0, client.indexOf('-'))) {
            case "node" -> "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'";
            case "java" -> "uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'";
            case "python" -> "uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx";
            case "ruby" -> "uuuu-MM-dd HH:mm:ss xx";
            case "php" -> "uuuu-MM-dd'T'HH:mm:ssxxx";
            default -> throw new IllegalArgumentException("whose is " + name + "?");
        };
    }

    private static String with(String body, String name, String value) {
        var changed =
                body.replaceFirst(
                        "(\"" + name + "\": ?\")[^\"]*\"",
                        "$1" + Matcher.quoteReplacement(value) + "\"");
        if (changed.equals(body)) {
            throw new IllegalStateException("no " + name + " in " + body);
        }
        return changed;
    }

    private static CapturedRequest read(Path file) {
        try {
            var text = Files.readString(file);
            var end = text.indexOf("\n\n");
            return new CapturedRequest(
                    file.getFileName().toString().replace(".http", ""),
                    text.substring(0, end).lines().toList(),
                    text.substring(end + 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Path.of(
                    Objects.requireNonNull(CapturedRequest.class.getResource("/captured")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
