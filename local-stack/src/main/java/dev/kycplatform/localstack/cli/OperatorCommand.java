package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The frame of commands that act as an operator: each is a word that says what it is about, and one that says what to do. */
abstract class OperatorCommand implements Runnable {
    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    OperatorOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // given by picocli
    private CommandSpec spec;

    /** Why something is done. */
    static final class Why {
        @Option(names = "--reason", description = "Goes into the audit.")
        private @Nullable String reason;

        static @Nullable String of(@Nullable Why why) {
            return why == null ? null : why.reason;
        }
    }

    /** Without the second word. */
    @Override
    public void run() {
        throw misused("say what to do");
    }

    ParameterException misused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /** What a request says at least. */
    static ObjectNode body(@Nullable String reason) {
        ObjectNode body = OperatorClient.JSON.createObjectNode();
        put(body, "reason", reason);
        return body;
    }

    /** Leaves out what is not given. */
    static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** The reason where a request has no body. */
    static String query(@Nullable String reason) {
        return reason == null ? "" : "?reason=" + OperatorClient.encoded(reason);
    }
}
