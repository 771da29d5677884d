package dev.kycplatform.acceptance;

import dev.kycplatform.localstack.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a service tells Prometheus at one moment. */
record Metrics(Map<String, Double> series) {
    private static final Pattern SERIES = Pattern.compile("^([a-z][^ {]*(?:\\{.*})?) (\\S+)$");

    static Metrics of(Service service) {
        var request =
                HttpRequest.newBuilder(
                                Platform.stack().service(service).baseUrl().resolve("/q/metrics"))
                        .timeout(Duration.ofSeconds(10))
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var series = new TreeMap<String, Double>();
            http.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .map(SERIES::matcher)
                    .filter(matcher -> matcher.matches())
                    .forEach(
                            matcher ->
                                    series.put(matcher.group(1), Double.valueOf(matcher.group(2))));
            return new Metrics(series);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The values of all series of that name that have all of these labels, as {@code lane="sync"}. */
    List<Double> values(String name, String... labels) {
        return series.entrySet().stream()
                .filter(
                        entry ->
                                entry.getKey().equals(name)
                                        || entry.getKey().startsWith(name + "{"))
                .filter(entry -> List.of(labels).stream().allMatch(entry.getKey()::contains))
                .map(Map.Entry::getValue)
                .toList();
    }

    double sum(String name, String... labels) {
        return values(name, labels).stream().mapToDouble(Double::doubleValue).sum();
    }
}
