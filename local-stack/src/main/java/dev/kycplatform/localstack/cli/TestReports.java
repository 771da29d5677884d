package dev.kycplatform.localstack.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Maven's test reports of all modules say together.
 *
 * @param skipped in the order of the reports
 */
record TestReports(Map<Tier, Sum> tiers, List<Skipped> skipped) {
    private static final String ACCEPTANCE_MODULE = "acceptance-tests";

    /** Kinds of tests, by what they need. */
    enum Tier {
        UNIT,
        INTEGRATION,
        ACCEPTANCE
    }

    /** Many tests' numbers added up. */
    record Sum(int tests, int failed, int skipped, double seconds) {
        private static final Sum NONE = new Sum(0, 0, 0, 0);

        Sum plus(Sum other) {
            return new Sum(
                    tests + other.tests,
                    failed + other.failed,
                    skipped + other.skipped,
                    seconds + other.seconds);
        }
    }

    /** A test that did not run. */
    record Skipped(String test, String reason) {}

    /** Reads every module's reports, those written before the given time left out. */
    static TestReports under(Path root, Instant since) {
        Map<Tier, Sum> tiers = new EnumMap<>(Tier.class);
        List<Skipped> skipped = new ArrayList<>();
        for (Path module : modules(root)) {
            boolean acceptance = module.getFileName().toString().equals(ACCEPTANCE_MODULE);
            Tier unit = acceptance ? Tier.ACCEPTANCE : Tier.UNIT;
            Tier integration = acceptance ? Tier.ACCEPTANCE : Tier.INTEGRATION;
            read(module.resolve("target/surefire-reports"), unit, since, tiers, skipped);
            read(module.resolve("target/failsafe-reports"), integration, since, tiers, skipped);
        }
        return new TestReports(Map.copyOf(tiers), List.copyOf(skipped));
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%n%-12s %8s %8s %8s %10s%n"
                        .formatted("tier", "tests", "failed", "skipped", "time"));
        for (Tier tier : Tier.values()) {
            Sum sum = tiers.getOrDefault(tier, Sum.NONE);
            text.append(
                    "%-12s %8d %8d %8d %8.1f s%n"
                            .formatted(
                                    tier.name().toLowerCase(Locale.ROOT),
                                    sum.tests(),
                                    sum.failed(),
                                    sum.skipped(),
                                    sum.seconds()));
        }
        text.append(
                skipped.isEmpty()
                        ? "%nNothing was skipped.%n".formatted()
                        : "%nSkipped:%n".formatted());
        for (Skipped test : skipped) {
            text.append("  %s%n      %s%n".formatted(test.test(), test.reason()));
        }
        return text.toString();
    }

    private static void read(
            Path directory, Tier tier, Instant since, Map<Tier, Sum> tiers, List<Skipped> skipped) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "TEST-*.xml")) {
            for (Path report : reports) {
                if (Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                    continue;
                }
                Element suite = parse(report).getDocumentElement();
                tiers.merge(tier, sum(suite), Sum::plus);
                skipped.addAll(skippedIn(suite));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private static Sum sum(Element suite) {
        return new Sum(
                number(suite, "tests"),
                number(suite, "failures") + number(suite, "errors"),
                number(suite, "skipped"),
                Double.parseDouble(suite.getAttribute("time").replace(",", "")));
    }

    private static List<Skipped> skippedIn(Element suite) {
        List<Skipped> found = new ArrayList<>();
        NodeList marks = suite.getElementsByTagName("skipped");
        for (int i = 0; i < marks.getLength(); i++) {
            if (marks.item(i) instanceof Element mark
                    && mark.getParentNode() instanceof Element test) {
                String name = test.getAttribute("name");
                String type = test.getAttribute("classname");
                found.add(new Skipped(name.isEmpty() ? type : type + "." + name, reason(mark)));
            }
        }
        return found;
    }

    /** In an attribute, or, of an assumption inside a test, in the first line of the trace. */
    private static String reason(Element mark) {
        String message = mark.getAttribute("message").strip();
        String trace = mark.getTextContent().strip().lines().findFirst().orElse("");
        String reason = message.isEmpty() ? trace.substring(trace.indexOf(' ') + 1) : message;
        return reason.isEmpty()
                ? "no reason given"
                : reason.replaceFirst("^Assumption failed: ", "");
    }

    private static int number(Element suite, String attribute) {
        String value = suite.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    private static Document parse(Path report) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(report.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " is not a test report", e);
        }
    }

    /** Two levels: a module may hold another. */
    private static List<Path> modules(Path root) {
        List<Path> modules = children(root);
        List.copyOf(modules).forEach(module -> modules.addAll(children(module)));
        return modules;
    }

    private static List<Path> children(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        directory, entry -> Files.exists(entry.resolve("pom.xml")))) {
            entries.forEach(found::add);
            found.sort(Comparator.naturalOrder());
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }
}
