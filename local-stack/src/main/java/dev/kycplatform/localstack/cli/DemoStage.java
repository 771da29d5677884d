package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.process.Lifespan;
import dev.kycplatform.localstack.process.ProcessException;
import dev.kycplatform.localstack.secret.DevelopmentSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a demo plays: at a stack that is named, or that runs here, or that it starts and stops itself. */
final class DemoStage {
    @Option(names = "--keep", description = "Leave the stack running.")
    private boolean keep;

    @Option(
            names = "--at",
            paramLabel = "URL",
            description =
                    "Use the service there, of a stack whose callbacks reach this machine's loopback.")
    private @Nullable URI origin;

    @Option(
            names = "--secrets",
            paramLabel = "DIRECTORY",
            description = "With --at: that stack's development secrets.")
    private Path secrets = Path.of("");

    /** The service of another stack, if one is named. */
    Optional<URI> elsewhere() {
        return Optional.ofNullable(origin);
    }

    /** With {@link #elsewhere}: what vouches for that stack's certificates. */
    Path authorityFile() {
        return secrets.resolve("tls/ca.pem");
    }

    /** Of that stack, else of this checkout. */
    Path operatorTokenFile() {
        return DevelopmentSecrets.tokenFile(origin == null ? Checkout.current().state() : secrets);
    }

    /** @throws ProcessException if there is none */
    String operatorToken() {
        try {
            return Files.readString(operatorTokenFile()).strip();
        } catch (IOException e) {
            throw new ProcessException("there is no operator's token in " + secrets, e);
        }
    }

    /** Has this checkout's stack run. What is started for the demo ends with it, unless it is to be kept. */
    Checkout set() {
        Checkout checkout = Checkout.current();
        boolean wasUp = Up.isSupervised(checkout);
        Thread stop = new Thread(() -> Down.stop(checkout));
        if (!wasUp && !keep) {
            Runtime.getRuntime().addShutdownHook(stop);
        }
        Up.detached(checkout, keep ? Lifespan.HOURS : Lifespan.MOMENTS);
        return checkout;
    }
}
