package dev.kycplatform.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kycplatform.localstack.Service;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What partners used, for bills. */
@Command(
        name = "usage",
        description = "Shows how many jobs of each partner ended, by kind and result code.",
        mixinStandardHelpOptions = true)
final class UsageReport implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // given by picocli
    private OperatorOptions options;

    @Option(names = "--from", required = true, description = "The first day in UTC, as 2026-01-01.")
    @SuppressWarnings("NullAway.Init") // given by picocli
    private LocalDate from;

    @Option(names = "--until", required = true, description = "The day after the last.")
    @SuppressWarnings("NullAway.Init") // given by picocli
    private LocalDate until;

    @Option(names = "--partner", description = "Only this one's.")
    private @Nullable String partner;

    @Override
    public Integer call() {
        String query = "/admin/usage?from=" + from + "&until=" + until;
        JsonNode usage =
                options.client(Service.WORKER)
                        .get(
                                partner == null
                                        ? query
                                        : query + "&partner=" + OperatorClient.encoded(partner));
        return options.print(usage, text(usage));
    }

    private static String text(JsonNode usage) {
        StringBuilder text = new StringBuilder();
        text.append(line("partner", "country", "id_type", "lane", "code", "jobs"));
        for (JsonNode used : usage.path("lines")) {
            text.append(
                    line(
                            used.path("partner_id").asText(),
                            used.path("country").asText(),
                            used.path("id_type").asText(),
                            used.path("lane").asText(),
                            used.path("result_code").asText(),
                            used.path("jobs").asText()));
        }
        text.append(
                "Counted are results recorded until %s.%n"
                        .formatted(usage.path("counted_until").asText()));
        return text.toString();
    }

    private static String line(
            String partner, String country, String idType, String lane, String code, String jobs) {
        return "%-24s %-8s %-28s %-6s %-5s %10s%n"
                .formatted(partner, country, idType, lane, code, jobs);
    }
}
