package dev.kycplatform.acceptance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The languages of {@code docs/migrating-from-smile-id.md}, and how a snippet of each is run: copied to
 * {@code target}, beside the vendor's client from that language's own registry.
 */
enum Language {
    NODE("cjs") {
        @Override
        void requireRuntime() {
            Tools.requirePrograms(requirement(), "node");
        }

        @Override
        void requireClient() {
            VendorNodeClient.SMILE_ID.installed();
        }

        /** Below the client's place, so that scripts find it. */
        @Override
        Path place() {
            return Path.of("target/node/snippets");
        }

        /** This client speaks https only. */
        @Override
        URI origin() {
            return Platform.stack().partner().httpsBaseUrl();
        }

        @Override
        List<String> command(String snippet) {
            return List.of("node", file(snippet));
        }
    },

    /** The vendor publishes no Java client: the snippets need Jackson only, as any JSON library. */
    JAVA("java") {
        @Override
        void requireRuntime() {}

        @Override
        void requireClient() {}

        @Override
        List<String> command(String snippet) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var jackson =
                    Stream.of(ObjectMapper.class, JsonFactory.class, JsonProperty.class)
                            .map(Language::archiveOf)
                            .collect(Collectors.joining(File.pathSeparator));
            return snippet.equals("callback")
                    ? List.of(java, "-cp", jackson, "Callback.java")
                    : List.of(java, "-cp", jackson, "Jobs.java", snippet);
        }
    },

    PYTHON("py") {
        private static final Path ENVIRONMENT = Path.of("target/python").toAbsolutePath();

        @Override
        void requireRuntime() {
            Tools.requirePrograms(requirement(), "python3");
        }

        @Override
        void requireClient() {
            requireRuntime();
            requireInstalled(
                    "smile-id-core of Python",
                    new ProcessBuilder("python3", "-m", "venv", ENVIRONMENT.toString()),
                    new ProcessBuilder(
                            ENVIRONMENT.resolve("bin/pip").toString(),
                            "install",
                            "--quiet",
                            "--retries=0",
                            "--timeout=15",
                            "--requirement",
                            SNIPPETS.resolve("python/requirements.txt").toString()));
        }

        @Override
        List<String> command(String snippet) {
            var isolated = ENVIRONMENT.resolve("bin/python3");
            return List.of(
                    Files.isExecutable(isolated) ? isolated.toString() : "python3", file(snippet));
        }
    },

    RUBY("rb") {
        private static final Path GEMS = Path.of("target/ruby").toAbsolutePath();

        @Override
        void requireRuntime() {
            Tools.requirePrograms(requirement(), "ruby");
            Tools.require(
                    requirement(),
                    Run.of(new ProcessBuilder("ruby", "-e", "require 'webrick'")).succeeded(),
                    "no gem webrick");
        }

        @Override
        void requireClient() {
            Tools.requirePrograms(requirement(), "ruby", "gem");
            requireInstalled(
                    "smile-identity-core of Ruby",
                    new ProcessBuilder(
                            "gem",
                            "install",
                            "--no-document",
                            "--install-dir",
                            GEMS.toString(),
                            "smile-identity-core:2.3.1"));
        }

        @Override
        Map<String, String> environment() {
            return Map.of("GEM_HOME", GEMS.toString());
        }

        @Override
        List<String> command(String snippet) {
            return List.of("ruby", file(snippet));
        }
    },

    PHP("php") {
        @Override
        void requireRuntime() {
            Tools.requirePrograms(requirement(), "php");
        }

        @Override
        void requireClient() {
            Tools.requirePrograms(requirement(), "php", "composer");
            requireInstalled(
                    "smile-identity-core of PHP",
                    new ProcessBuilder(
                            "composer",
                            "require",
                            "--no-interaction",
                            "--working-dir=" + place(),
                            "smile-identity/smile-identity-core:4.0.3"));
        }

        @Override
        List<String> command(String snippet) {
            return List.of("php", file(snippet));
        }

        @Override
        List<String> receiver(int port) {
            return List.of("php", "-S", "127.0.0.1:" + port, file("callback"));
        }
    };

    static final Path SNIPPETS = Path.of("../docs/snippets").toAbsolutePath().normalize();

    private final String extension;

    /** Whether the vendor's client is there, once it was tried. */
    private @Nullable Boolean isInstalled;

    Language(String extension) {
        this.extension = extension;
    }

    /** Skips the test where the language itself is not. */
    abstract void requireRuntime();

    /** Skips the test where the vendor's client cannot be installed. */
    abstract void requireClient();

    /** @param snippet its name without the extension */
    abstract List<String> command(String snippet);

    /** What receives callbacks on a port. */
    List<String> receiver(int port) {
        return with(command("callback"), Integer.toString(port));
    }

    /** Where the snippets are run. */
    Path place() {
        return Path.of("target/snippets", requirement());
    }

    URI origin() {
        return Platform.stack().partner().baseUrl();
    }

    Map<String, String> environment() {
        return Map.of();
    }

    /** A snippet that is not started yet, with the credentials of the stack's partner. */
    ProcessBuilder snippet(String name, String... arguments) {
        return program(with(command(name), arguments));
    }

    ProcessBuilder program(List<String> command) {
        copy();
        var partner = Platform.stack().partner();
        var program = new ProcessBuilder(command).directory(place().toFile());
        var variables = program.environment();
        variables.putAll(environment());
        variables.put("NODE_EXTRA_CA_CERTS", partner.caFile().toAbsolutePath().toString());
        variables.put("TMPDIR", place().toAbsolutePath().toString());
        variables.put("KYC_URL", origin().toString());
        variables.put("KYC_PARTNER_ID", partner.partnerId());
        variables.put("KYC_API_KEY", partner.apiKey());
        variables.put("KYC_WEBHOOK_SECRET", partner.webhookSecret());
        variables.remove("KYC_CALLBACK_URL");
        return program;
    }

    /** As {@code KYC_REQUIRE} and the directories name it. */
    String requirement() {
        return name().toLowerCase(Locale.ROOT);
    }

    String file(String snippet) {
        return snippet + "." + extension;
    }

    /** Installs at the first call in a JVM only: where it cannot be done, trying takes its time. */
    void requireInstalled(String client, ProcessBuilder... installation) {
        if (isInstalled == null) {
            copy();
            isInstalled = Stream.of(installation).allMatch(step -> Run.of(step).succeeded());
        }
        Tools.require(requirement(), isInstalled, client + " cannot be installed here");
    }

    /** Its snippets; not what a reader who tried them there has installed beside them. */
    List<Path> files() {
        try (var all = Files.list(SNIPPETS.resolve(requirement()))) {
            return all.filter(Files::isRegularFile).filter(this::isSnippet).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isSnippet(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith("." + extension) || name.equals("requirements.txt");
    }

    private void copy() {
        try {
            Files.createDirectories(place());
            for (var file : files()) {
                Files.write(place().resolve(file.getFileName()), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> with(List<String> command, String... arguments) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all;
    }

    private static String archiveOf(Class<?> type) {
        try {
            var source = type.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(source.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
