package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.localstack.Service;
import dev.kycplatform.localstack.secret.DevelopmentSecrets;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What every command that acts as an operator can be told: whom it asks, as whom, and how it prints. */
final class OperatorOptions {
    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            description = "The service's origin; without it, the one of the stack running here.")
    private @Nullable URI url;

    @Option(
            names = "--worker-url",
            scope = ScopeType.INHERIT,
            description = "The worker's origin, where a command asks several services.")
    private @Nullable URI workerUrl;

    @Option(
            names = "--dispatcher-url",
            scope = ScopeType.INHERIT,
            description = "The dispatcher's origin, where a command asks several services.")
    private @Nullable URI dispatcherUrl;

    @Option(
            names = "--flow-url",
            scope = ScopeType.INHERIT,
            description = "The flow service's origin, where a command asks several services.")
    private @Nullable URI flowUrl;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            description = "An operator's token; without it, the one of this checkout.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            scope = ScopeType.INHERIT,
            description =
                    "PEM of who vouches for the service's certificate, instead of the JDK's own.")
    private @Nullable Path caFile;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print what the service answered, as JSON.")
    private boolean json;

    OperatorClient client(Service service) {
        return OperatorClient.of(Checkout.current(), service, origin(service), tokenFile, caFile);
    }

    private @Nullable URI origin(Service service) {
        if (service == Service.WORKER && workerUrl != null) {
            return workerUrl;
        }
        if (service == Service.FLOW && flowUrl != null) {
            return flowUrl;
        }
        return service == Service.DISPATCHER && dispatcherUrl != null ? dispatcherUrl : url;
    }

    /** The same as somebody of Compliance, unless another token is named. */
    OperatorClient complianceClient(Service service) {
        Checkout checkout = Checkout.current();
        return OperatorClient.of(
                checkout,
                service,
                origin(service),
                tokenOr(DevelopmentSecrets.complianceTokenFile(checkout.state())),
                caFile);
    }

    /** The same as a downstream system, unless another token is named. */
    OperatorClient readerClient(Service service) {
        Checkout checkout = Checkout.current();
        return OperatorClient.of(
                checkout,
                service,
                origin(service),
                tokenOr(DevelopmentSecrets.readerTokenFile(checkout.state())),
                caFile);
    }

    private Path tokenOr(Path other) {
        return tokenFile == null ? other : tokenFile;
    }

    /** @param text the answer as people read it, its line ends included */
    int print(JsonNode answer, String text) {
        System.out.print(json ? answer.toPrettyString() + "\n" : text);
        return CommandLine.ExitCode.OK;
    }
}
