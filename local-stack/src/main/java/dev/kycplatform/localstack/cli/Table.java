package dev.kycplatform.localstack.cli;

import dev.kycplatform.localstack.RunningStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What runs where, for people. */
final class Table {
    private Table() {}

    static String of(RunningStack stack) {
        StringBuilder table = new StringBuilder();
        table.append("%n%-18s %-9s %-8s %s%n".formatted("", "state", "pid", "listens on"));
        for (RunningStack.Member member : stack.members()) {
            table.append(
                    "%-18s %-9s %-8d %s%n"
                            .formatted(
                                    member.name(),
                                    state(member),
                                    member.process().pid(),
                                    String.join("  ", member.listens())));
        }
        return table.toString();
    }

    static boolean allWell(RunningStack stack) {
        return stack.members().stream().map(Table::state).noneMatch(state -> !state.equals("up"));
    }

    private static String state(RunningStack.Member member) {
        if (!member.process().isRunning()) {
            return "ended";
        }
        return member.health().map(Table::isWell).orElse(true) ? "up" : "not ready";
    }

    private static boolean isWell(String health) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(health))
                            .timeout(Duration.ofSeconds(3))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
