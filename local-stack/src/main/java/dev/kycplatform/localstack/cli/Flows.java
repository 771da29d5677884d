package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kycplatform.localstack.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** KYC flows of a running stack, as an operator. */
@Command(
        name = "flow",
        description = "Makes KYC flows, shows and approves them.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT)
final class Flows extends OperatorCommand {
    private static final String PATH = "/admin/flows";

    @Command(description = "Makes a flow, which waits for approval.")
    int create(
            @Parameters(paramLabel = "APP") String app,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--checks",
                            split = ",",
                            required = true,
                            description = "Of address, birthdate, email, identity, name, phone.")
                    List<String> checks,
            @Option(
                            names = "--id-types",
                            split = ",",
                            description =
                                    "As US/SSN,NG/BVN: which identity is looked up; without it,"
                                            + " any.")
                    @Nullable List<String> idTypes,
            @Option(
                            names = "--verdicts",
                            split = ",",
                            description =
                                    "As name=partial:passed,1013:review: what comes of a finding"
                                            + " instead of what else does (passed,"
                                            + " documents_required, review, failed).")
                    @Nullable List<String> verdicts,
            @Option(names = "--kyc-level", description = "What /request_kyc knows it by.")
                    @Nullable String kycLevel,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        ObjectNode body =
                OperatorClient.JSON.createObjectNode().put("app_handle", app).put("name", name);
        checks.forEach(body.putArray("checks")::add);
        ObjectNode lookup = body.putArray("lookups").addObject().put("name", "identity");
        ArrayNode types = lookup.putArray("id_types");
        if (idTypes != null) {
            idTypes.forEach(types::add);
        }
        if (verdicts != null) {
            ObjectNode own = body.putObject("verdicts");
            verdicts.forEach(verdict -> putVerdict(own, verdict));
        }
        put(body, "kyc_level", kycLevel);
        put(body, "reason", reason);
        return shown(options.client(Service.FLOW).post(PATH, body));
    }

    @Command(description = "Lets apps use a flow; takes a token of somebody of Compliance.")
    int approve(
            @Parameters(paramLabel = "FLOW") String flow,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        return shown(
                options.complianceClient(Service.FLOW).post(path(flow) + "/approve", body(reason)));
    }

    @Command(description = "Ends a flow for new verifications; those under way go on.")
    int retire(
            @Parameters(paramLabel = "FLOW") String flow,
            @Option(names = "--reason", description = "Goes into the audit.")
                    @Nullable String reason) {
        return shown(options.client(Service.FLOW).post(path(flow) + "/retire", body(reason)));
    }

    @Command(description = "Shows all of a flow.")
    int show(@Parameters(paramLabel = "FLOW") String flow) {
        JsonNode found = options.client(Service.FLOW).get(path(flow));
        return options.print(found, found.toPrettyString() + "\n");
    }

    @Command(description = "Lists flows, of all apps or of one.")
    int list(
            @Option(names = "--app", description = "The app's handle.", defaultValue = "")
                    String app) {
        JsonNode flows =
                options.client(Service.FLOW)
                        .get(PATH + "?app_handle=" + OperatorClient.encoded(app))
                        .path("flows");
        StringBuilder text = new StringBuilder();
        flows.forEach(flow -> text.append(line(flow)));
        return options.print(flows, text.toString());
    }

    private void putVerdict(ObjectNode own, String verdict) {
        int end = verdict.lastIndexOf(':');
        if (end < 0) {
            throw misused("a verdict is given as name=partial:passed: " + verdict);
        }
        own.put(verdict.substring(0, end), verdict.substring(end + 1));
    }

    private int shown(JsonNode flow) {
        return options.print(flow, line(flow));
    }

    private static String line(JsonNode flow) {
        return "%s  %-8s  %s  %s  %s  %s%n"
                .formatted(
                        flow.path("flow").asText(),
                        flow.path("status").asText(),
                        flow.path("app_handle").asText(),
                        flow.path("name").asText(),
                        flow.path("checks"),
                        flow.path("verdicts").isEmpty() ? "" : flow.path("verdicts"));
    }

    private static String path(String flow) {
        return PATH + "/" + OperatorClient.encoded(flow);
    }
}
