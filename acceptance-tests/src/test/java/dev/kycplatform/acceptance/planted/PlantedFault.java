package dev.kycplatform.acceptance.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A method of a service that does something else instead. */
public enum PlantedFault {
    /** Intake answers success first, and publishes two seconds later. */
    ACKNOWLEDGES_EARLY("dev/kycplatform/intake/job/messaging/KafkaJobPublisher", "publish"),

    /** The first callback of the dispatcher's life is taken for delivered and never sent. */
    DROPS_ONE_DELIVERY("dev/kycplatform/dispatcher/endpoint/PostCallback", "post");

    private final String type;
    private final String method;

    PlantedFault(String type, String method) {
        this.type = type;
        this.method = method;
    }

    String type() {
        return type;
    }

    String method() {
        return method;
    }

    /** For the environment of a JVM that is to have this fault. */
    public String agentOption(Path directory) {
        var jar = directory.resolve("planted-fault.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(new Attributes.Name("Premain-Class"), Planting.class.getName());
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            // All of this package, with what the compiler makes of it.
            for (var file : files()) {
                var name =
                        Planting.class.getPackageName().replace('.', '/')
                                + "/"
                                + file.getFileName();
                out.putNextEntry(new JarEntry(name));
                Files.copy(file, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:" + jar.toAbsolutePath() + "=" + name();
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(classes())) {
            return files.toList();
        }
    }

    private static Path classes() {
        var name = Planting.class.getSimpleName() + ".class";
        try {
            var planting = Planting.class.getResource(name);
            if (planting == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return Path.of(planting.toURI()).resolveSibling(".").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
